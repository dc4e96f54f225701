namespace HyperFace.Synthesis;

/// <summary>
/// Draws the person of an identity code with <see cref="FaceRenderer"/>. Immutable and thread-safe; the same code and seed
/// give the same bytes on every machine.
/// </summary>
public sealed class ProceduralFaceGenerator : IFaceGenerator
{
    private readonly IdentityCodeMap _map;

    /// <summary>A generator for codes of one length.</summary>
    /// <param name="codeLength">Values of a code, <see cref="IdentityCode.MinLength"/> to <see cref="IdentityCode.MaxLength"/>.</param>
    /// <param name="range">How far pictures of one person go apart.</param>
    /// <param name="size">Width and height of a picture in pixels, 16 to 1024.</param>
    /// <exception cref="ArgumentException"><paramref name="codeLength"/> is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is none, or <paramref name="size"/> is out of range.</exception>
    public ProceduralFaceGenerator(int codeLength, VariationRange range = VariationRange.Normal, int size = FaceRenderer.Size)
    {
        if (!Enum.IsDefined(range))
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, $"The range is none of {string.Join(", ", Enum.GetNames<VariationRange>())}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(size, FaceRenderer.MinSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, FaceRenderer.MaxSize);
        _map = new IdentityCodeMap(codeLength);
        Range = range;
        Size = size;
    }

    /// <inheritdoc/>
    public int CodeLength => _map.CodeLength;

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>How far pictures of one person go apart.</summary>
    public VariationRange Range { get; }

    /// <inheritdoc/>
    public void Generate(ReadOnlySpan<float> code, ulong variationSeed, Span<byte> rgb) =>
        FaceRenderer.RenderAt(Size, _map.Identity(code), FaceVariation.FromSeed(variationSeed, Range), rgb);
}
