using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Search.Codes;

/// <summary>
/// Which of each eight coordinates of a rotated unit vector is farthest from 0, and to which side: the nearest corner of a
/// cross-polytope, as Andoni and others hash by (Practical and Optimal LSH for Angular Distance, NIPS 2015). Half a bit a
/// dimension, which says more than the signs of half of the coordinates: its alignment is 0.63 in place of 0.56.
/// </summary>
internal readonly struct PeakCode : IGroupCode
{
    /// <summary>Set in the half byte of a group whose peak is 0 or more; the bits below are the peak's place.</summary>
    private const int Positive = 8;

    /// <inheritdoc/>
    public static int GroupDimensions => 8;

    /// <inheritdoc/>
    public static int SquareOfGroup => 1;

    /// <summary>The mean of the largest of eight normal deviates, without their signs, over √8.</summary>
    public static double UsualAlignment => 0.6305331546;

    /// <inheritdoc/>
    public static double Write(ReadOnlySpan<float> rotated, Span<byte> code)
    {
        int groups = rotated.Length / GroupDimensions;
        double sum = 0;
        for (int group = 0; group < groups; group += 2)
        {
            int first = PeakOf(rotated.Slice(group * GroupDimensions, GroupDimensions), ref sum);
            int second = PeakOf(rotated.Slice((group + 1) * GroupDimensions, GroupDimensions), ref sum);
            code[group / 2] = (byte)(first | (second << 4));
        }

        return sum / Math.Sqrt(groups);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Reach(ReadOnlySpan<float> group)
    {
        Vector256<float> sizes = Vector256.Abs(Vector256.Create(group));
        Vector128<float> four = Vector128.Max(sizes.GetLower(), sizes.GetUpper());
        return Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Low, Vector256<float> High) Products(ReadOnlySpan<float> group)
    {
        Vector256<float> eight = Vector256.Create(group);
        return (-eight, eight);
    }

    private static int PeakOf(ReadOnlySpan<float> group, ref double sum)
    {
        int peak = 0;
        for (int i = 1; i < group.Length; i++)
        {
            // The first of equals.
            peak = Math.Abs(group[i]) > Math.Abs(group[peak]) ? i : peak;
        }

        sum += Math.Abs(group[peak]);
        return peak | (group[peak] >= 0 ? Positive : 0);
    }
}
