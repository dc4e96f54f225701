namespace HyperFace.Synthesis;

/// <summary>
/// Turns an identity code into pictures of the person that it stands for: the conditional generator of HyperFace
/// (Otroshi Shahreza &amp; Marcel, ICLR 2025). Implementations are thread-safe, and the same code and seed give the same
/// bytes.
/// </summary>
public interface IFaceGenerator
{
    /// <summary>Values of an identity code; above 0.</summary>
    int CodeLength { get; }

    /// <summary>Width and height of a picture, in pixels; the face is aligned to the five ArcFace points.</summary>
    int Size { get; }

    /// <summary>Makes one picture.</summary>
    /// <param name="code">Who: <see cref="CodeLength"/> values of length 1.</param>
    /// <param name="variationSeed">Chooses everything that differs between two pictures of one person.</param>
    /// <param name="rgb">Receives Size x Size x 3 bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is not of length 1, holds a value that is not finite, or
    /// it or <paramref name="rgb"/> has another number of values.</exception>
    void Generate(ReadOnlySpan<float> code, ulong variationSeed, Span<byte> rgb);
}
