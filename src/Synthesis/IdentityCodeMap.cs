using HyperFace.Synthesis.Codes;

namespace HyperFace.Synthesis;

/// <summary>
/// Reads an identity code as a person. A fixed orthonormal projection takes the code to one number for each trait; the
/// numbers of codes spread evenly over the sphere are spread as the traits of <see cref="FaceIdentity.FromSeed"/> are. Near
/// codes give similar people, save where a style switches (hair, beard, glasses, moles, the grain of skin and hair).
/// Immutable and thread-safe; the same code gives the same traits on every machine (docs/decisions/0022-identity-codes.md).
/// </summary>
public sealed class IdentityCodeMap
{
    private readonly CodeProjection _projection;

    /// <summary>The map of codes of one length.</summary>
    /// <param name="codeLength">Values of a code, <see cref="IdentityCode.MinLength"/> to <see cref="IdentityCode.MaxLength"/>.
    /// From <see cref="LatentCount"/> on all traits are independent of each other; below, they share directions.</param>
    /// <exception cref="ArgumentException"><paramref name="codeLength"/> is out of range.</exception>
    public IdentityCodeMap(int codeLength)
    {
        CodeCheck.Length(codeLength, nameof(codeLength));
        CodeLength = codeLength;
        _projection = CodeProjection.Of(codeLength);
    }

    /// <summary>Directions of the sphere that change the person; a longer code has others that change nothing.</summary>
    public static int LatentCount => LatentTraits.Count;

    /// <summary>Values of a code.</summary>
    public int CodeLength { get; }

    /// <summary>The person of a code.</summary>
    /// <param name="code"><see cref="CodeLength"/> values of length 1.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> has another number of values, is not of length 1, or holds
    /// a value that is not finite.</exception>
    public FaceIdentity Identity(ReadOnlySpan<float> code)
    {
        if (code.Length != CodeLength)
        {
            throw new ArgumentException($"The code has {code.Length} values; this map reads {CodeLength}.", nameof(code));
        }

        CodeCheck.Unit(code, nameof(code));
        Span<float> uniforms = stackalloc float[LatentTraits.Count];
        _projection.Read(code, uniforms);
        return LatentTraits.Read(uniforms, CodeSeed.Of(code));
    }
}
