using HyperFace.Synthesis.Identities;

namespace HyperFace.Synthesis;

/// <summary>
/// A synthetic person: the traits that stay the same from picture to picture. Immutable. Two identities drawn from one
/// seed have equal traits (compare <see cref="Seed"/>; the list of marks compares by reference).
/// </summary>
public sealed record FaceIdentity
{
    /// <summary>The seed that the person was drawn from; for a person of an <see cref="IdentityCode"/>, a hash of the code.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Proportions of the head.</summary>
    public required HeadShape Head { get; init; }

    /// <summary>Colour and texture of the skin.</summary>
    public required SkinTraits Skin { get; init; }

    /// <summary>The eyes.</summary>
    public required EyeTraits Eyes { get; init; }

    /// <summary>The eyebrows.</summary>
    public required BrowTraits Brows { get; init; }

    /// <summary>The nose.</summary>
    public required NoseTraits Nose { get; init; }

    /// <summary>The mouth.</summary>
    public required MouthTraits Mouth { get; init; }

    /// <summary>The hair of the head.</summary>
    public required HairTraits Hair { get; init; }

    /// <summary>The hair of the face.</summary>
    public required BeardTraits Beard { get; init; }

    /// <summary>Glasses, or <see cref="GlassesShape.None"/>.</summary>
    public required GlassesTraits Glasses { get; init; }

    /// <summary>Moles, none to four.</summary>
    public required IReadOnlyList<SkinMark> Marks { get; init; }

    /// <summary>The person of a seed: the same traits on every machine.</summary>
    /// <param name="seed">Any number.</param>
    public static FaceIdentity FromSeed(ulong seed) => IdentityDraw.Draw(seed);
}
