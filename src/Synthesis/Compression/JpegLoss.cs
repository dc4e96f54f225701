namespace HyperFace.Synthesis.Compression;

/// <summary>
/// What JPEG (ITU-T T.81) takes from a picture: the blocks are transformed, quantised and transformed back, colours at half
/// the resolution. Nothing is encoded, and only exact operations are used, so that the loss is the same on every machine.
/// </summary>
internal static class JpegLoss
{
    private const int Side = JpegBlock.Side;

    /// <summary>Puts a picture through the loss.</summary>
    /// <param name="rgb">size x size pixels of three bytes; receives the result.</param>
    /// <param name="size">Pixels a side.</param>
    /// <param name="quality">1 to 100, as the Independent JPEG Group's encoder counts.</param>
    public static void Apply(Span<byte> rgb, int size, int quality)
    {
        int half = (size + 1) / 2;
        var luma = new float[size * size];
        var blue = new float[half * half];
        var red = new float[half * half];
        Split(rgb, size, luma, blue, red);
        Quantise(luma, size, JpegTables.Luma(quality));
        Quantise(blue, half, JpegTables.Chroma(quality));
        Quantise(red, half, JpegTables.Chroma(quality));
        Join(luma, blue, red, size, rgb);
    }

    private static void Split(ReadOnlySpan<byte> rgb, int size, float[] luma, float[] blue, float[] red)
    {
        int half = (size + 1) / 2;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int at = ((y * size) + x) * 3;
                luma[(y * size) + x] = (0.299f * rgb[at]) + (0.587f * rgb[at + 1]) + (0.114f * rgb[at + 2]) - 128f;
            }
        }

        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                for (int i = 0; i < 4; i++)
                {
                    int at = ((Math.Min((2 * y) + (i >> 1), size - 1) * size) + Math.Min((2 * x) + (i & 1), size - 1)) * 3;
                    blue[(y * half) + x] += 0.25f * ((-0.168736f * rgb[at]) - (0.331264f * rgb[at + 1]) + (0.5f * rgb[at + 2]));
                    red[(y * half) + x] += 0.25f * ((0.5f * rgb[at]) - (0.418688f * rgb[at + 1]) - (0.081312f * rgb[at + 2]));
                }
            }
        }
    }

    private static void Quantise(float[] plane, int size, float[] steps)
    {
        Span<float> block = stackalloc float[Side * Side];
        for (int top = 0; top < size; top += Side)
        {
            for (int left = 0; left < size; left += Side)
            {
                for (int i = 0; i < block.Length; i++)
                {
                    block[i] = plane[(Math.Min(top + (i / Side), size - 1) * size) + Math.Min(left + (i % Side), size - 1)];
                }

                JpegBlock.Forward(block);
                for (int i = 0; i < block.Length; i++)
                {
                    block[i] = MathF.Round(block[i] / steps[i]) * steps[i];
                }

                JpegBlock.Backward(block);
                for (int i = 0; i < block.Length; i++)
                {
                    if (top + (i / Side) < size && left + (i % Side) < size)
                    {
                        plane[((top + (i / Side)) * size) + left + (i % Side)] = block[i];
                    }
                }
            }
        }
    }

    private static void Join(float[] luma, float[] blue, float[] red, int size, Span<byte> rgb)
    {
        int half = (size + 1) / 2;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                float grey = luma[(y * size) + x] + 128f;
                float cb = Between(blue, half, x, y);
                float cr = Between(red, half, x, y);
                int at = ((y * size) + x) * 3;
                rgb[at] = Byte(grey + (1.402f * cr));
                rgb[at + 1] = Byte(grey - (0.344136f * cb) - (0.714136f * cr));
                rgb[at + 2] = Byte(grey + (1.772f * cb));
            }
        }
    }

    // Three parts of the nearer value to one of the farther, as most decoders bring colours back to full size.
    private static float Between(float[] plane, int half, int x, int y)
    {
        int nearX = x / 2;
        int nearY = y / 2;
        int farX = Math.Clamp(nearX + ((x & 1) == 0 ? -1 : 1), 0, half - 1);
        int farY = Math.Clamp(nearY + ((y & 1) == 0 ? -1 : 1), 0, half - 1);
        float near = (0.75f * plane[(nearY * half) + nearX]) + (0.25f * plane[(nearY * half) + farX]);
        float far = (0.75f * plane[(farY * half) + nearX]) + (0.25f * plane[(farY * half) + farX]);
        return (0.75f * near) + (0.25f * far);
    }

    private static byte Byte(float value) => (byte)Math.Clamp(value + 0.5f, 0f, 255f);
}
