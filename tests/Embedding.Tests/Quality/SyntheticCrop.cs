using HyperFace.Synthesis;

namespace HyperFace.Embedding.Tests.Quality;

/// <summary>Aligned synthetic faces, and what can happen to them.</summary>
internal static class SyntheticCrop
{
    public const int Side = 112;

    public static byte[] Of(int seed) => Of(FaceVariation.FromSeed((ulong)seed * 7919), seed);

    public static byte[] Of(FaceVariation variation, int seed)
    {
        var rgb = new byte[FaceRenderer.ByteCount];
        FaceRenderer.Render(FaceIdentity.FromSeed((ulong)seed), variation, rgb);
        return rgb;
    }

    /// <summary>Every channel value changed alike.</summary>
    public static byte[] Map(byte[] rgb, Func<double, double> change) => [.. rgb.Select(value => ToByte(change(value)))];

    /// <summary>A Gaussian blur of the given standard deviation, edges repeated.</summary>
    public static byte[] Blur(byte[] rgb, double sigma)
    {
        int radius = (int)Math.Ceiling(4 * sigma);
        double[] kernel = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma)))];
        double sum = kernel.Sum();
        double[] values = [.. rgb.Select(value => (double)value)];
        values = Pass(values, kernel, sum, radius, across: true);
        return [.. Pass(values, kernel, sum, radius, across: false).Select(ToByte)];
    }

    private static double[] Pass(double[] values, double[] kernel, double sum, int radius, bool across)
    {
        var result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int x = i / 3 % Side;
            int y = i / 3 / Side;
            for (int k = -radius; k <= radius; k++)
            {
                int column = across ? Math.Clamp(x + k, 0, Side - 1) : x;
                int row = across ? y : Math.Clamp(y + k, 0, Side - 1);
                result[i] += values[(((row * Side) + column) * 3) + (i % 3)] * kernel[k + radius] / sum;
            }
        }

        return result;
    }

    private static byte ToByte(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
