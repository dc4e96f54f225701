namespace HyperFace.Synthesis.Rendering;

/// <summary>One sample of the face while it is painted: each painter in turn changes what it covers.</summary>
internal struct SkinSample
{
    /// <summary>Where on the face, in face units.</summary>
    public float X;

    public float Y;

    /// <summary>In camera space, of length 1.</summary>
    public Vector Normal;

    public Colour Albedo;

    /// <summary>Strength of the mirror image of the lamp.</summary>
    public float Gloss;

    /// <summary>Share of the light of the room that gets here, 0 to about 1.1.</summary>
    public float Openness;

    /// <summary>Light that is not skin's own, such as the glint in an eye; added last.</summary>
    public Colour Glint;

    public readonly float Side => MathF.Abs(X);

    public void Cover(Colour colour, float share) => Albedo = Albedo.Mix(colour, share);
}
