using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Rendering;

/// <summary>From light to bytes: blur of the lens, response and noise of the sensor.</summary>
internal static class Camera
{
    /// <summary>Even a sharp picture has passed a lens and a sensor's filter; in pixels of the picture, whatever its size.</summary>
    private const float LeastBlur = 0.32f;

    /// <summary>Blurs in linear light, rows then columns.</summary>
    /// <param name="light">size x size pixels of three values; receives the result.</param>
    /// <param name="size">Pixels a side.</param>
    /// <param name="sigma">Standard deviation, in pixels of a 112 x 112 image.</param>
    public static void Blur(Span<float> light, int size, float sigma)
    {
        float scale = size / (float)FaceRenderer.Size;
        float deviation = MathF.Sqrt((sigma * scale * sigma * scale) + (LeastBlur * LeastBlur));
        int radius = Math.Max(1, (int)MathF.Ceiling(2.6f * deviation));
        Span<float> kernel = stackalloc float[(2 * radius) + 1];
        float sum = 0f;
        for (int i = -radius; i <= radius; i++)
        {
            kernel[i + radius] = Bell(i / deviation);
            sum += kernel[i + radius];
        }

        foreach (ref float weight in kernel)
        {
            weight /= sum;
        }

        var line = new float[size * 3];
        for (int i = 0; i < size; i++)
        {
            Pass(light, i * size * 3, 3, size, kernel, radius, line);
        }

        for (int i = 0; i < size; i++)
        {
            Pass(light, i * 3, size * 3, size, kernel, radius, line);
        }
    }

    /// <summary>Writes the bytes: a soft shoulder, a gamma of 2, and noise that is a little stronger in the dark.</summary>
    public static void Develop(ReadOnlySpan<float> light, float noise, ulong seed, Span<byte> rgb)
    {
        var grain = new SplitMix64(seed ^ 0x6EA1_4000_0000_0001);
        for (int i = 0; i < light.Length; i += 3)
        {
            float grey = noise * 0.85f * grain.Normal();
            for (int channel = 0; channel < 3; channel++)
            {
                float value = 255f * MathF.Sqrt(Shoulder(light[i + channel]));
                float own = noise > 0f ? noise * 0.5f * grain.Normal() : 0f;
                float strength = 1.15f - (0.0012f * value);
                rgb[i + channel] = (byte)Math.Clamp(value + ((grey + own) * strength) + 0.5f, 0f, 255f);
            }
        }
    }

    // exp(-x^2/2) as the sixteenth power of a short series; its exact form does not matter, its sameness does.
    private static float Bell(float x)
    {
        float q = x * x / 32f;
        float root = 1f / (1f + q + (0.5f * q * q));
        root *= root;
        root *= root;
        root *= root;
        return root * root;
    }

    private static float Shoulder(float x)
    {
        const float Knee = 0.62f;
        if (x <= Knee)
        {
            return MathF.Max(x, 0f);
        }

        float over = (x - Knee) / (1f - Knee);
        return Knee + ((1f - Knee) * (over / (1f + over)));
    }

    private static void Pass(Span<float> light, int start, int step, int count, ReadOnlySpan<float> kernel, int radius, float[] line)
    {
        for (int i = 0; i < count; i++)
        {
            float r = 0f;
            float g = 0f;
            float b = 0f;
            for (int k = -radius; k <= radius; k++)
            {
                int at = start + (Math.Clamp(i + k, 0, count - 1) * step);
                float weight = kernel[k + radius];
                r += weight * light[at];
                g += weight * light[at + 1];
                b += weight * light[at + 2];
            }

            line[3 * i] = r;
            line[(3 * i) + 1] = g;
            line[(3 * i) + 2] = b;
        }

        for (int i = 0; i < count; i++)
        {
            line.AsSpan(3 * i, 3).CopyTo(light.Slice(start + (i * step), 3));
        }
    }
}
