using System.Buffers;
using HyperFace.Synthesis.Compression;
using HyperFace.Synthesis.Identities;
using HyperFace.Synthesis.Rendering;

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

    /// <summary>Smallest width and height of a picture, in pixels.</summary>
    public const int MinSize = 16;

    /// <summary>Largest width and height of a picture, in pixels.</summary>
    public const int MaxSize = 1024;

    /// <summary>Bytes of an aligned face: 112 rows of 112 pixels, each red, green, blue.</summary>
    public const int ByteCount = Size * Size * 3;

    private const int Supersampling = 2;
    private const int SamplesPerBand = 1 << 16;

    /// <summary>Draws an aligned face of 112 x 112 pixels.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="variation">In which pose, light and so on.</param>
    /// <param name="rgb">Receives <see cref="ByteCount"/> bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A trait or a variation lies outside of its stated range; the message names it.</exception>
    public static void Render(FaceIdentity identity, FaceVariation variation, Span<byte> rgb) =>
        RenderAt(Size, identity, variation, rgb);

    /// <summary>Draws the same picture at another size, for people to look at.</summary>
    /// <param name="size">Width and height in pixels, 16 to 1024.</param>
    /// <param name="identity">Who.</param>
    /// <param name="variation">In which pose, light and so on.</param>
    /// <param name="rgb">Receives size x size x 3 bytes: rows from the top, pixels from the left, red first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 16 or above 1024, or a trait or a
    /// variation lies outside of its stated range; the message names it.</exception>
    /// <exception cref="ArgumentException"><paramref name="rgb"/> has another length.</exception>
    public static void RenderAt(int size, FaceIdentity identity, FaceVariation variation, Span<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, MinSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        if (rgb.Length != size * size * 3)
        {
            throw new ArgumentException(
                $"The buffer holds {rgb.Length} bytes; a {size} x {size} RGB image takes {size * size * 3}.", nameof(rgb));
        }

        TraitLimits.Check(identity);
        TraitLimits.Check(in variation);
        float[] light = ArrayPool<float>.Shared.Rent(rgb.Length);
        Span<float> pixels = light.AsSpan(0, rgb.Length);
        Expose(size, identity, in variation, pixels);
        Camera.Blur(pixels, size, variation.Blur);
        Camera.Develop(pixels, variation.Noise, variation.SceneSeed, rgb);
        ArrayPool<float>.Shared.Return(light);
        if (variation.JpegQuality > 0)
        {
            JpegLoss.Apply(rgb, size, variation.JpegQuality);
        }
    }

    // The mean of 2 x 2 samples a pixel. Bands keep the memory of a large picture small.
    private static void Expose(int size, FaceIdentity identity, in FaceVariation variation, Span<float> pixels)
    {
        int samples = size * Supersampling;
        int rowsPerBand = Math.Clamp(SamplesPerBand / samples / Supersampling, 1, size);
        using var scene = new FaceScene(identity, variation, samples, rowsPerBand * Supersampling);
        for (int y = 0; y < size; y++)
        {
            if (y % rowsPerBand == 0)
            {
                scene.Begin(y * Supersampling);
            }

            for (int x = 0; x < size; x++)
            {
                Colour light = scene.Square(x * Supersampling, y * Supersampling);
                int at = ((y * size) + x) * 3;
                pixels[at] = light.R;
                pixels[at + 1] = light.G;
                pixels[at + 2] = light.B;
            }
        }
    }
}
