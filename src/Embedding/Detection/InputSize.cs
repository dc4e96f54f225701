namespace HyperFace.Embedding.Detection;

/// <summary>
/// How a photo lies in a detector's input: shrunk with its shape kept, in the upper left corner, the rest black. It is
/// never enlarged: that adds no detail, and makes a face larger than the detector knows.
/// </summary>
/// <param name="Width">Width of the input.</param>
/// <param name="Height">Height of the input.</param>
/// <param name="PhotoWidth">Width of the photo in it.</param>
/// <param name="PhotoHeight">Height of the photo in it.</param>
internal readonly record struct InputSize(int Width, int Height, int PhotoWidth, int PhotoHeight)
{
    /// <summary>For a photo of so many pixels.</summary>
    public static InputSize Of(DetectorManifest manifest, int width, int height)
    {
        int boundWidth = manifest.Width ?? manifest.MaxSide;
        int boundHeight = manifest.Height ?? manifest.MaxSide;
        double scale = Math.Min(1, Math.Min((double)boundWidth / width, (double)boundHeight / height));
        int photoWidth = Math.Clamp((int)Math.Round(width * scale), 1, boundWidth);
        int photoHeight = Math.Clamp((int)Math.Round(height * scale), 1, boundHeight);
        return new InputSize(manifest.Width ?? RoundUp(photoWidth, manifest), manifest.Height ?? RoundUp(photoHeight, manifest), photoWidth, photoHeight);
    }

    /// <summary>Values of the largest input.</summary>
    public static int LargestLength(DetectorManifest manifest) =>
        3 * (manifest.Width ?? RoundUp(manifest.MaxSide, manifest)) * (manifest.Height ?? RoundUp(manifest.MaxSide, manifest));

    // Whole cells of every stride: the largest is a multiple of each.
    private static int RoundUp(int side, DetectorManifest manifest) => (side + manifest.Strides[^1] - 1) / manifest.Strides[^1] * manifest.Strides[^1];
}
