using System.Runtime.Intrinsics;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Sweep;

/// <summary>
/// A probe's products with each of the sixteen codes that a group can have, rounded to whole steps. Filled anew for each search in
/// the same memory; not thread-safe.
/// </summary>
/// <remarks>
/// It is rounded with a dither that is taken off again (Schuchman, 1964): each group's values are raised by a fixed part of a
/// step, drawn as the rotation was, before they are rounded down. What was rounded is then uniform within a step for every code,
/// whatever its values, and independent from group to group: errors mostly cancel, and their sum is bounded as
/// <see cref="ErrorBound"/> says.
/// </remarks>
/// <typeparam name="TCode">The kind of code.</typeparam>
internal sealed unsafe class SumTable<TCode> : IDisposable
    where TCode : struct, IGroupCode
{
    /// <summary>Codes of a group.</summary>
    private const int GroupValues = 16;

    /// <summary>Groups whose values share a byte.</summary>
    private const int GroupsInAByte = 4;

    private readonly float[] _dither;
    private readonly float[] _reach;
    private readonly double _raised;
    private readonly double _perLength;
    private byte* _values;

    /// <param name="rotation">Draws the dither.</param>
    /// <param name="firstDither">The number of the first group's dither; each group of each table has its own.</param>
    public SumTable(Rotation rotation, int firstDither)
    {
        int groups = rotation.Dimension / TCode.GroupDimensions;
        _dither = [.. Enumerable.Range(firstDither, groups).Select(rotation.Dither)];
        _raised = _dither.Sum(dither => 0.5 - dither);
        _reach = new float[groups];
        _perLength = 1 / Math.Sqrt((double)groups * TCode.SquareOfGroup);
        _values = NativeBlock.Allocate((long)groups * GroupValues);
    }

    /// <summary>Frees a table that nobody disposed.</summary>
    ~SumTable() => NativeBlock.Free(_values);

    /// <summary>For each group the values of its sixteen codes, in whole steps.</summary>
    public byte* Values => _values;

    /// <summary>What their sums stand for.</summary>
    public SumScale Scale { get; private set; }

    /// <summary>Takes in a rotated probe.</summary>
    public void Set(ReadOnlySpan<float> rotated)
    {
        double sum = 0;
        for (int group = 0; group < _reach.Length; group++)
        {
            _reach[group] = TCode.Reach(GroupOf(rotated, group));
            sum += _reach[group];
        }

        // A group's values lie between minus and plus its reach. Rounding may add a step to each group; the four that have most
        // between them fit their byte even so.
        float step = 2 * MostOfAByte() / (BlockSums.LargestSum - GroupsInAByte);
        for (int group = 0; group < _reach.Length; group++)
        {
            Fill(group, GroupOf(rotated, group), step);
        }

        float unit = (float)(step * _perLength);
        Scale = new SumScale((float)(((step * _raised) - sum) * _perLength), unit, unit * Math.Sqrt(_reach.Length / 12.0), TCode.UsualAlignment);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeBlock.Free(_values);
        _values = null;
        GC.SuppressFinalize(this);
    }

    private static ReadOnlySpan<float> GroupOf(ReadOnlySpan<float> rotated, int group) => rotated.Slice(group * TCode.GroupDimensions, TCode.GroupDimensions);

    /// <summary>Writes a group's values, raised to begin at 0.</summary>
    private void Fill(int group, ReadOnlySpan<float> coordinates, float step)
    {
        (Vector256<float> low, Vector256<float> high) = TCode.Products(coordinates);
        Vector256<float> reach = Vector256.Create(_reach[group]);
        Vector256<float> dither = Vector256.Create(_dither[group]);
        Vector256<short> values = Vector256.Narrow(Steps(low + reach, step, dither), Steps(high + reach, step, dither));
        Vector128.Narrow(values.GetLower(), values.GetUpper()).AsByte().Store(_values + (group * GroupValues));
    }

    /// <summary>Whole steps, rounded down. What float arithmetic makes less than 0 is 0.</summary>
    private static Vector256<int> Steps(Vector256<float> values, float step, Vector256<float> dither) =>
        Vector256.ConvertToInt32(Vector256.Max(Vector256.Floor((values / step) + dither), Vector256<float>.Zero));

    /// <summary>The largest sum of the reaches of groups that share a byte.</summary>
    private float MostOfAByte()
    {
        float most = 0;
        for (int turn = 0; turn < _reach.Length / 2; turn += BlockSums.PairsInATurn)
        {
            for (int pair = turn; pair < turn + BlockSums.ToPartner; pair++)
            {
                most = Math.Max(most, ReachOfPair(pair) + ReachOfPair(pair + BlockSums.ToPartner));
            }
        }

        return most;
    }

    private float ReachOfPair(int pair) => _reach[2 * pair] + _reach[(2 * pair) + 1];
}
