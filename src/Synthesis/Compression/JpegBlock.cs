namespace HyperFace.Synthesis.Compression;

/// <summary>The cosine transform of 8 x 8 values and its inverse.</summary>
internal static class JpegBlock
{
    public const int Side = 8;

    // Cosines of 0 to 8 sixteenths of a half turn.
    private static readonly float[] Cosines = [1f, 0.980785280f, 0.923879533f, 0.831469612f, 0.707106781f, 0.555570233f, 0.382683432f, 0.195090322f, 0f];

    private static readonly float[] Basis = Build();

    public static void Forward(Span<float> block)
    {
        Span<float> half = stackalloc float[Side * Side];
        Pass(block, half, backward: false);
        Pass(half, block, backward: false);
    }

    public static void Backward(Span<float> block)
    {
        Span<float> half = stackalloc float[Side * Side];
        Pass(block, half, backward: true);
        Pass(half, block, backward: true);
    }

    // Transforms each row and writes it as a column, so that two passes do rows and columns and end the right way round.
    private static void Pass(ReadOnlySpan<float> from, Span<float> to, bool backward)
    {
        for (int row = 0; row < Side; row++)
        {
            for (int k = 0; k < Side; k++)
            {
                float sum = 0f;
                for (int n = 0; n < Side; n++)
                {
                    sum += from[(row * Side) + n] * (backward ? Basis[(n * Side) + k] : Basis[(k * Side) + n]);
                }

                to[(k * Side) + row] = sum;
            }
        }
    }

    private static float[] Build()
    {
        var basis = new float[Side * Side];
        for (int k = 0; k < Side; k++)
        {
            for (int n = 0; n < Side; n++)
            {
                basis[(k * Side) + n] = (k == 0 ? 0.353553391f : 0.5f) * Cosine(((2 * n) + 1) * k);
            }
        }

        return basis;
    }

    private static float Cosine(int sixteenths)
    {
        int folded = sixteenths % 32;
        folded = folded > 16 ? 32 - folded : folded;
        return folded > 8 ? -Cosines[16 - folded] : Cosines[folded];
    }
}
