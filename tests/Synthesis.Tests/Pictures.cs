using System.Security.Cryptography;

namespace HyperFace.Synthesis.Tests;

internal static class Pictures
{
    public static byte[] Of(FaceIdentity identity, FaceVariation variation, int size = FaceRenderer.Size)
    {
        var rgb = new byte[size * size * 3];
        FaceRenderer.RenderAt(size, identity, variation, rgb);
        return rgb;
    }

    public static string Hash(byte[] rgb) => Convert.ToHexStringLower(SHA256.HashData(rgb));

    /// <summary>How many pixels differ by more than two grey levels in any channel.</summary>
    public static int DifferingPixels(byte[] a, byte[] b)
    {
        int count = 0;
        for (int i = 0; i < a.Length; i += 3)
        {
            if (Math.Abs(a[i] - b[i]) > 2 || Math.Abs(a[i + 1] - b[i + 1]) > 2 || Math.Abs(a[i + 2] - b[i + 2]) > 2)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>
    /// Correlation of the middles of two pictures after averaging over squares of 4 x 4 pixels: the simplest face matcher
    /// there is.
    /// </summary>
    public static double Correlation(byte[] a, byte[] b)
    {
        double[] left = Thumbnail(a);
        double[] right = Thumbnail(b);
        double meanLeft = left.Average();
        double meanRight = right.Average();
        double both = 0;
        double squareLeft = 0;
        double squareRight = 0;
        for (int i = 0; i < left.Length; i++)
        {
            double l = left[i] - meanLeft;
            double r = right[i] - meanRight;
            both += l * r;
            squareLeft += l * l;
            squareRight += r * r;
        }

        return both / Math.Sqrt(squareLeft * squareRight);
    }

    private static double[] Thumbnail(byte[] rgb)
    {
        const int Side = 18;
        const int Left = (FaceRenderer.Size - (4 * Side)) / 2;
        const int Top = 36;
        var thumbnail = new double[Side * Side * 3];
        for (int y = 0; y < 4 * Side; y++)
        {
            for (int x = 0; x < 4 * Side; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    int from = ((((Top + y) * FaceRenderer.Size) + Left + x) * 3) + channel;
                    thumbnail[((((y / 4) * Side) + (x / 4)) * 3) + channel] += rgb[from] / 16.0;
                }
            }
        }

        return thumbnail;
    }
}
