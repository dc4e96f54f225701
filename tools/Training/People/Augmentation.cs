using HyperFace.Synthesis;
using HyperFace.Synthesis.Random;

namespace HyperFace.Training.People;

/// <summary>
/// What happens to a picture each time that it is learned from, as in AdaFace's recipe: mirrored every second time, and
/// each with a chance of its own cut, made coarse, and changed in brightness, contrast and colour. The same seed does the
/// same.
/// </summary>
/// <param name="Chance">The chance of each of the three, 0 to 1; 0.2 in the recipe.</param>
/// <param name="MostShift">Pixels that a picture is moved by at most, each way, every time.</param>
internal sealed record Augmentation(float Chance, int MostShift)
{
    private const int Size = FaceRenderer.Size;
    private const int Channels = 3;
    private const float LeastSide = 0.45f;
    private const float LeastResolution = 0.25f;
    private const float Contrast = 0.35f;
    private const float Grey = 127.5f;

    /// <summary>Writes a picture, changed, as a network takes it: plane by plane, red first, values from −1 to 1.</summary>
    /// <param name="rgb">Rows of pixels, red first.</param>
    /// <param name="seed">Chooses what happens.</param>
    /// <param name="planes">Receives three planes.</param>
    public void Apply(ReadOnlySpan<byte> rgb, ulong seed, Span<float> planes)
    {
        var random = new SplitMix64(seed);
        bool mirrored = random.Chance(0.5f);
        int shiftX = random.Below((2 * MostShift) + 1) - MostShift;
        int shiftY = random.Below((2 * MostShift) + 1) - MostShift;
        for (int y = 0; y < Size; y++)
        {
            int row = Math.Clamp(y + shiftY, 0, Size - 1) * Size;
            for (int x = 0; x < Size; x++)
            {
                int column = Math.Clamp((mirrored ? Size - 1 - x : x) + shiftX, 0, Size - 1);
                for (int channel = 0; channel < Channels; channel++)
                {
                    planes[(channel * Size * Size) + (y * Size) + x] = (rgb[((row + column) * Channels) + channel] - Grey) / Grey;
                }
            }
        }

        if (random.Chance(Chance))
        {
            Cut(planes, ref random);
        }

        if (random.Chance(Chance))
        {
            Coarsen(planes, ref random);
        }

        if (random.Chance(Chance))
        {
            Recolour(planes, ref random);
        }
    }

    /// <summary>Writes a picture unchanged.</summary>
    public static void Plain(ReadOnlySpan<byte> rgb, Span<float> planes)
    {
        for (int i = 0; i < rgb.Length; i++)
        {
            planes[(i % Channels * Size * Size) + (i / Channels)] = (rgb[i] - Grey) / Grey;
        }
    }

    // All but a rectangle becomes black; what is left stays where it was.
    private static void Cut(Span<float> planes, ref SplitMix64 random)
    {
        int width = (int)(Size * random.Between(LeastSide, 1f));
        int height = (int)(Size * random.Between(LeastSide, 1f));
        int left = random.Below(Size - width + 1);
        int top = random.Below(Size - height + 1);
        for (int i = 0; i < planes.Length; i++)
        {
            int x = i % Size;
            int y = i / Size % Size;
            planes[i] = x >= left && x < left + width && y >= top && y < top + height ? planes[i] : -1f;
        }
    }

    // Means of blocks that need not be whole pixels wide, and back to full size between their middles.
    private static void Coarsen(Span<float> planes, ref SplitMix64 random)
    {
        int side = (int)(Size * random.Between(LeastResolution, 1f));
        Span<float> small = stackalloc float[Size * Size];
        for (int channel = 0; channel < Channels; channel++)
        {
            Span<float> plane = planes.Slice(channel * Size * Size, Size * Size);
            Shrink(plane, small, side);
            Enlarge(small, plane, side);
        }
    }

    private static void Shrink(ReadOnlySpan<float> plane, Span<float> small, int side)
    {
        for (int y = 0; y < side; y++)
        {
            (int top, int bottom) = (y * Size / side, ((y + 1) * Size / side));
            for (int x = 0; x < side; x++)
            {
                (int left, int right) = (x * Size / side, ((x + 1) * Size / side));
                float sum = 0;
                for (int row = top; row < bottom; row++)
                {
                    foreach (float value in plane[((row * Size) + left)..((row * Size) + right)])
                    {
                        sum += value;
                    }
                }

                small[(y * side) + x] = sum / ((bottom - top) * (right - left));
            }
        }
    }

    private static void Enlarge(ReadOnlySpan<float> small, Span<float> plane, int side)
    {
        for (int y = 0; y < Size; y++)
        {
            float atY = Math.Clamp(((y + 0.5f) * side / Size) - 0.5f, 0, side - 1);
            int top = (int)atY;
            int bottom = Math.Min(top + 1, side - 1);
            for (int x = 0; x < Size; x++)
            {
                float atX = Math.Clamp(((x + 0.5f) * side / Size) - 0.5f, 0, side - 1);
                int left = (int)atX;
                int right = Math.Min(left + 1, side - 1);
                float upper = Between(small[(top * side) + left], small[(top * side) + right], atX - left);
                float lower = Between(small[(bottom * side) + left], small[(bottom * side) + right], atX - left);
                plane[(y * Size) + x] = Between(upper, lower, atY - top);
            }
        }
    }

    private static float Between(float from, float to, float part) => from + ((to - from) * part);

    private static void Recolour(Span<float> planes, ref SplitMix64 random)
    {
        float brightness = random.Between(-Contrast, Contrast);
        float contrast = 1 + random.Between(-Contrast, Contrast);
        float saturation = 1 + random.Between(-Contrast, Contrast);
        Span<float> red = planes[..(Size * Size)];
        Span<float> green = planes.Slice(Size * Size, Size * Size);
        Span<float> blue = planes[(2 * Size * Size)..];
        for (int i = 0; i < red.Length; i++)
        {
            float grey = (red[i] + green[i] + blue[i]) / Channels;
            red[i] = Recoloured(red[i], grey);
            green[i] = Recoloured(green[i], grey);
            blue[i] = Recoloured(blue[i], grey);
        }

        float Recoloured(float value, float grey) => Math.Clamp(((grey + ((value - grey) * saturation)) * contrast) + brightness, -1f, 1f);
    }
}
