using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Search.Codes;

/// <summary>The signs of a rotated unit vector: in the half byte of each four coordinates bit i is 1 where the i-th is 0 or more. It stands for a vector of plus and minus ones.</summary>
internal readonly struct SignCode : IGroupCode
{
    /// <summary>What the codes 0 to 7 of a group say of its first three coordinates; those from 8 on say the same.</summary>
    private static readonly Vector256<float> Signs0 = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<float> Signs1 = Vector256.Create(-1f, -1, 1, 1, -1, -1, 1, 1);
    private static readonly Vector256<float> Signs2 = Vector256.Create(-1f, -1, -1, -1, 1, 1, 1, 1);

    /// <inheritdoc/>
    public static int GroupDimensions => 4;

    /// <inheritdoc/>
    public static int SquareOfGroup => 4;

    /// <inheritdoc/>
    public static double UsualAlignment => Math.Sqrt(2 / Math.PI);

    /// <inheritdoc/>
    public static double Write(ReadOnlySpan<float> rotated, Span<byte> code)
    {
        Vector256<float> sums = default;
        for (int i = 0; i < rotated.Length; i += 2 * GroupDimensions)
        {
            Vector256<float> eight = Vector256.Create(rotated[i..]);
            uint signs = ~Vector256.LessThan(eight, Vector256<float>.Zero).ExtractMostSignificantBits() & 0xFF;
            code[i / (2 * GroupDimensions)] = (byte)signs;
            sums += Vector256.Abs(eight);
        }

        double sum = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            // One by one: the same order, and so the same bits, on every processor.
            sum += sums[lane];
        }

        return sum / Math.Sqrt(rotated.Length);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Reach(ReadOnlySpan<float> group) =>
        Math.Abs(group[0]) + Math.Abs(group[1]) + (Math.Abs(group[2]) + Math.Abs(group[3]));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Low, Vector256<float> High) Products(ReadOnlySpan<float> group)
    {
        Vector256<float> common = (Signs0 * group[0]) + (Signs1 * group[1]) + (Signs2 * group[2]);
        return (common - Vector256.Create(group[3]), common + Vector256.Create(group[3]));
    }
}
