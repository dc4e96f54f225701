namespace HyperFace.Embedding.Alignment;

/// <summary>
/// Samples a crop from a photo: bilinear between the four nearest pixels, black beyond the border. Where a pixel of the
/// crop covers two pixels of the photo or more along a side, the mean of a grid of such samples over its square is taken:
/// one sample alone would pick among the pixels, and fine detail would come out as noise that was never in the face.
/// </summary>
internal sealed class FaceWarp
{
    /// <summary>Samples along a side, at most: enough for a face that fills the largest photo.</summary>
    private const int MostSamples = 32;

    private const int SourceChannels = 4;
    private const int Channels = 3;

    private readonly AffineMap _map;
    private readonly int _width;
    private readonly int _height;
    private readonly int _samples;

    /// <param name="map">From the crop to the photo.</param>
    /// <param name="scale">Pixels of the photo for one of the crop.</param>
    /// <param name="width">Width of the photo.</param>
    /// <param name="height">Its height.</param>
    public FaceWarp(AffineMap map, double scale, int width, int height)
    {
        _map = map;
        _width = width;
        _height = height;
        _samples = SamplesFor(scale);
    }

    /// <summary>Samples along a side of a pixel of the crop; one below a scale of two, where the crop is what plain bilinear resampling gives.</summary>
    public static int SamplesFor(double scale) => (int)Math.Clamp(Math.Floor(scale), 1, MostSamples);

    /// <summary>The crop: RGB, rows from the top.</summary>
    /// <param name="rgba">The photo's pixels.</param>
    /// <param name="size">Pixels a side of the crop.</param>
    public byte[] Sample(ReadOnlySpan<byte> rgba, int size)
    {
        var rgb = new byte[size * size * Channels];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                SamplePixel(rgba, x, y, rgb.AsSpan(((y * size) + x) * Channels, Channels));
            }
        }

        return rgb;
    }

    private void SamplePixel(ReadOnlySpan<byte> rgba, int x, int y, Span<byte> rgb)
    {
        Span<double> sum = [0, 0, 0];
        for (int i = 0; i < _samples; i++)
        {
            for (int j = 0; j < _samples; j++)
            {
                double px = x + ((j + 0.5) / _samples) - 0.5;
                double py = y + ((i + 0.5) / _samples) - 0.5;
                AddBilinear(rgba, (_map.Cx * px) + (_map.Cy * py) + _map.C0, (_map.Rx * px) + (_map.Ry * py) + _map.R0, sum);
            }
        }

        double share = 1.0 / (_samples * _samples);
        for (int channel = 0; channel < Channels; channel++)
        {
            rgb[channel] = (byte)Math.Clamp((sum[channel] * share) + 0.5, 0, 255);
        }
    }

    private void AddBilinear(ReadOnlySpan<byte> rgba, double column, double row, Span<double> sum)
    {
        // Also what is not a number, and what no integer holds, lies outside.
        if (!(column > -1 && column < _width && row > -1 && row < _height))
        {
            return;
        }

        int left = (int)Math.Floor(column);
        int top = (int)Math.Floor(row);
        double right = column - left;
        double bottom = row - top;
        if (left >= 0 && left + 1 < _width && top >= 0 && top + 1 < _height)
        {
            AddInside(rgba, ((top * _width) + left) * SourceChannels, right, bottom, sum);
            return;
        }

        AddPixel(rgba, left, top, (1 - right) * (1 - bottom), sum);
        AddPixel(rgba, left + 1, top, right * (1 - bottom), sum);
        AddPixel(rgba, left, top + 1, (1 - right) * bottom, sum);
        AddPixel(rgba, left + 1, top + 1, right * bottom, sum);
    }

    // Nearly every sample: all four pixels are there.
    private void AddInside(ReadOnlySpan<byte> rgba, int first, double right, double bottom, Span<double> sum)
    {
        ReadOnlySpan<byte> upper = rgba.Slice(first, 2 * SourceChannels);
        ReadOnlySpan<byte> lower = rgba.Slice(first + (_width * SourceChannels), 2 * SourceChannels);
        double upperLeft = (1 - right) * (1 - bottom);
        double upperRight = right * (1 - bottom);
        double lowerLeft = (1 - right) * bottom;
        double lowerRight = right * bottom;
        for (int channel = 0; channel < Channels; channel++)
        {
            sum[channel] += (upper[channel] * upperLeft) + (upper[SourceChannels + channel] * upperRight)
                + (lower[channel] * lowerLeft) + (lower[SourceChannels + channel] * lowerRight);
        }
    }

    private void AddPixel(ReadOnlySpan<byte> rgba, int column, int row, double weight, Span<double> sum)
    {
        if ((uint)column < (uint)_width && (uint)row < (uint)_height)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(((row * _width) + column) * SourceChannels, Channels);
            sum[0] += pixel[0] * weight;
            sum[1] += pixel[1] * weight;
            sum[2] += pixel[2] * weight;
        }
    }
}
