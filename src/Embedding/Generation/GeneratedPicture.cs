namespace HyperFace.Embedding.Generation;

/// <summary>From a generator's output to bytes: its square, its range, its order of colours, shrunk by the mean over areas.</summary>
internal static class GeneratedPicture
{
    public static void Shrink(string path, GeneratorManifest manifest, ReadOnlySpan<float> values, Span<byte> rgb)
    {
        (int left, int top, int side) = manifest.Crop is { } crop ? (crop[0], crop[1], crop[2]) : (0, 0, manifest.Size);
        int size = (int)Math.Sqrt(rgb.Length / 3);
        float black = manifest.ValueRange[0];
        float scale = 255f / (manifest.ValueRange[1] - black);
        bool planes = manifest.Layout == PixelLayout.Planes;
        int pixel = planes ? 1 : 3;
        for (int channel = 0; channel < 3; channel++)
        {
            int plane = manifest.ChannelOrder == ChannelOrder.Rgb ? channel : 2 - channel;
            ReadOnlySpan<float> from = values[(planes ? plane * manifest.Size * manifest.Size : plane)..];
            for (int y = 0; y < size; y++)
            {
                for (int x = 0; x < size; x++)
                {
                    float mean = Mean(from, manifest.Size, pixel, (left, top), side, size, x, y);
                    if (!float.IsFinite(mean))
                    {
                        throw new ModelException($"'{path}': the output '{manifest.Output}' holds values that are not finite numbers.");
                    }

                    rgb[(((y * size) + x) * 3) + channel] = (byte)Math.Clamp(((mean - black) * scale) + 0.5f, 0f, 255f);
                }
            }
        }
    }

    // Over the area that the target's pixel covers; source pixels at its edges count by the share that lies within.
    private static float Mean(ReadOnlySpan<float> from, int width, int pixel, (int Left, int Top) corner, int side, int size, int x, int y)
    {
        double step = (double)side / size;
        (double fromX, double toX) = (x * step, Math.Min((x + 1) * step, side));
        (double fromY, double toY) = (y * step, Math.Min((y + 1) * step, side));
        double sum = 0;
        for (int row = (int)fromY; row < toY; row++)
        {
            double high = Math.Min(row + 1, toY) - Math.Max(row, fromY);
            for (int column = (int)fromX; column < toX; column++)
            {
                double wide = Math.Min(column + 1, toX) - Math.Max(column, fromX);
                sum += high * wide * from[(((corner.Top + row) * width) + corner.Left + column) * pixel];
            }
        }

        return (float)(sum / (step * step));
    }
}
