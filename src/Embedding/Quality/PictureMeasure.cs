namespace HyperFace.Embedding.Quality;

/// <summary>Measures of the picture: sharpness, brightness, contrast, clipping (docs/quality.md).</summary>
internal readonly record struct PictureMeasure(float Sharpness, float Brightness, float Contrast, float Clipped)
{
    private const double White = 255;
    private const byte Darkest = 3;
    private const byte Brightest = 252;
    private const double Channels = 3;

    /// <summary>Below this variance the face is one grey, and what is left is rounding.</summary>
    private const double Flat = 1;

    /// <summary>The Sobel operator's weights add up to this.</summary>
    private const double SobelGain = 8;

    /// <param name="rgb">An aligned crop of 112 × 112 pixels.</param>
    public static PictureMeasure Of(ReadOnlySpan<byte> rgb)
    {
        var face = new InnerFace(rgb);
        double mean = InnerFace.Mean((x, y) => face[x, y]);
        double variance = InnerFace.Mean((x, y) => (face[x, y] - mean) * (face[x, y] - mean));
        double clipped = InnerFace.Mean((x, y) => face.ChannelsOutside(x, y, Darkest, Brightest) / Channels);
        return new PictureMeasure((float)SharpnessOf(face, variance), (float)(mean / White), (float)(Math.Sqrt(variance) / White), (float)clipped);
    }

    // Gradient energy over variance is the mean of the squared spatial frequency, weighted by the power at each: a blur
    // takes more from the high frequencies than from the low ones, whatever the picture, so that the mean falls. Contrast
    // and brightness cancel out.
    private static double SharpnessOf(InnerFace face, double variance)
    {
        if (variance < Flat)
        {
            return 0;
        }

        double energy = InnerFace.Mean((x, y) =>
        {
            double across = face[x + 1, y - 1] + (2 * face[x + 1, y]) + face[x + 1, y + 1] - face[x - 1, y - 1] - (2 * face[x - 1, y]) - face[x - 1, y + 1];
            double down = face[x - 1, y + 1] + (2 * face[x, y + 1]) + face[x + 1, y + 1] - face[x - 1, y - 1] - (2 * face[x, y - 1]) - face[x + 1, y - 1];
            return ((across * across) + (down * down)) / (SobelGain * SobelGain);
        });
        return Math.Sqrt(energy / variance);
    }
}
