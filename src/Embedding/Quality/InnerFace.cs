namespace HyperFace.Embedding.Quality;

/// <summary>
/// The luma of the middle of an aligned face: brows to chin and cheek to cheek, where hair and background hardly ever are.
/// Luma is ITU-R BT.709's weighted sum of the gamma-coded channels, 0 to 255.
/// </summary>
internal sealed class InnerFace
{
    /// <summary>Pixels a side of the crop that measures are taken of.</summary>
    public const int CropSide = 112;

    private const int Left = 24;
    private const int Top = 40;
    private const int Side = 64;
    private const int Channels = 3;
    private const float Red = 0.2126f;
    private const float Green = 0.7152f;
    private const float Blue = 0.0722f;

    private readonly byte[] _rgb;
    private readonly float[] _luma = new float[CropSide * CropSide];

    /// <param name="rgb">A crop of 112 × 112 pixels.</param>
    public InnerFace(ReadOnlySpan<byte> rgb)
    {
        _rgb = rgb.ToArray();
        for (int i = 0; i < _luma.Length; i++)
        {
            ReadOnlySpan<byte> pixel = rgb.Slice(Channels * i, Channels);
            _luma[i] = (Red * pixel[0]) + (Green * pixel[1]) + (Blue * pixel[2]);
        }
    }

    /// <summary>The luma of a pixel, and of those around the middle too.</summary>
    public float this[int x, int y] => _luma[Index(x, y)];

    /// <summary>How many of a pixel's three channels are in a range's outside.</summary>
    public int ChannelsOutside(int x, int y, byte least, byte most)
    {
        int count = 0;
        foreach (byte value in _rgb.AsSpan(Channels * Index(x, y), Channels))
        {
            count += value < least || value > most ? 1 : 0;
        }

        return count;
    }

    /// <summary>The mean of a function of all pixels of the middle.</summary>
    public static double Mean(Func<int, int, double> value)
    {
        double sum = 0;
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                sum += value(x, y);
            }
        }

        return sum / (Side * Side);
    }

    private static int Index(int x, int y) => ((Top + y) * CropSide) + Left + x;
}
