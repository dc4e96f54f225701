using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Sweep;

/// <summary>A probe made ready for a sweep: rotated, as a table over the signs of four dimensions each, and as bytes. Made anew for each search in the same memory; not thread-safe.</summary>
/// <remarks>
/// The table is rounded with a dither that is taken off again (Schuchman, 1964): each group's values are raised by a fixed
/// part of a step, drawn as the rotation was, before they are rounded down. What was rounded is then uniform within a step
/// for every code, whatever its values, and independent from group to group: errors mostly cancel, and their sum is bounded
/// as <see cref="ErrorBound"/> says.
/// </remarks>
internal sealed unsafe class SweepProbe : IDisposable
{
    private const int GroupValues = 1 << CodeStore.GroupDimensions;

    private const int PairDimensions = 2 * CodeStore.GroupDimensions;

    /// <summary>Groups whose values share a byte.</summary>
    private const int GroupsInAByte = 4;

    /// <summary>What float arithmetic may hide of a product with a unit vector.</summary>
    private const float Slack = 1e-5f;

    /// <summary>What the codes 0 to 7 of a group say of its first three coordinates; those from 8 on say the same.</summary>
    private static readonly Vector256<float> Signs0 = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<float> Signs1 = Vector256.Create(-1f, -1, 1, 1, -1, -1, 1, 1);
    private static readonly Vector256<float> Signs2 = Vector256.Create(-1f, -1, -1, -1, 1, 1, 1, 1);

    private readonly Rotation _rotation;
    private readonly float[] _rotated;
    private readonly float[] _dither;
    private readonly double _raised;
    private byte* _table;

    public SweepProbe(Rotation rotation)
    {
        _rotation = rotation;
        _rotated = new float[rotation.Dimension];
        _dither = [.. Enumerable.Range(0, rotation.Dimension / CodeStore.GroupDimensions).Select(rotation.Dither)];
        _raised = _dither.Sum(dither => 0.5 - dither);
        _table = NativeBlock.Allocate((long)rotation.Dimension * (GroupValues / CodeStore.GroupDimensions));
        Bytes = (sbyte*)NativeBlock.Allocate(PairCode.BytesOf(rotation.Dimension) * PairCode.InAByte);
    }

    /// <summary>Frees a probe that nobody disposed.</summary>
    ~SweepProbe() => Free();

    /// <summary>For each group the sixteen values of its signs, in units of <see cref="Step"/>, above <see cref="Base"/>.</summary>
    public byte* Table => _table;

    /// <summary>What one unit of a sum of the table's values stands for.</summary>
    public float Step { get; private set; }

    /// <summary>What a sum of 0 stands for: the probe's product with a sign vector of unit length is <c>Base + Step · sum</c>, but for what was rounded.</summary>
    public float Base { get; private set; }

    /// <summary>The deviation of what was rounded: of a uniform error within a step for each group.</summary>
    public double Deviation { get; private set; }

    /// <summary>What a code's own spread counts as at least beside what was rounded; see <see cref="ErrorBound"/>.</summary>
    public double LeastSpread => ErrorBound.LeastSpread * Deviation;

    /// <summary>The byte code of the probe, padded with zeros to whole stretches of two-bit codes.</summary>
    public sbyte* Bytes { get; private set; }

    /// <summary>What its bytes stand for.</summary>
    public ByteCode ByteCode { get; private set; }

    /// <summary>The sum of its bytes.</summary>
    public int ByteSum { get; private set; }

    /// <summary>Takes in a probe of unit length.</summary>
    public void Set(ReadOnlySpan<float> probe)
    {
        SetBytes(probe);
        FillTable();
    }

    /// <summary>Takes in a probe of unit length that will meet no sign codes.</summary>
    public void SetBytes(ReadOnlySpan<float> probe)
    {
        _rotation.Apply(probe, _rotated);
        ByteCode = ByteCode.Write(_rotated, new Span<sbyte>(Bytes, _rotated.Length));
        ByteSum = SumOfBytes();
    }

    /// <summary>Takes in the byte code of a template as a probe that will meet no sign codes.</summary>
    public void SetBytes(sbyte* code, float scale)
    {
        Buffer.MemoryCopy(code, Bytes, _rotated.Length, _rotated.Length);
        ByteCode = new ByteCode(scale, Length: 1, Error: 0);
        ByteSum = SumOfBytes();
    }

    /// <summary>What is allowed for what was rounded.</summary>
    public double ErrorBy(ErrorBound bound) => (bound.Allowance * Deviation) + Slack;

    /// <summary>How far the product of two byte codes lies from that of the vectors, at most: the probe's rounding meets a vector of unit length, the template's meets the rounded probe.</summary>
    /// <param name="error">The error of the template's code.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float ErrorOf(float error) => ByteCode.Error + (ByteCode.Length * error);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private int SumOfBytes()
    {
        Vector256<int> sums = default;
        for (int i = 0; i < _rotated.Length; i += Vector256<sbyte>.Count)
        {
            (Vector256<short> low, Vector256<short> high) = Vector256.Widen(Vector256.Load(Bytes + i));
            (Vector256<int> lower, Vector256<int> upper) = Vector256.Widen(low + high);
            sums += lower + upper;
        }

        return Vector256.Sum(sums);
    }

    private void FillTable()
    {
        // A group's values lie between minus and plus the sum of its four coordinates. Rounding may add a step to each
        // group; the four that have most between them fit their byte even so.
        float step = 2 * MostOfAByte() / (SignSums.LargestSum - GroupsInAByte);
        double sum = 0;
        for (int group = 0; group < _dither.Length; group++)
        {
            sum += FillGroup(group, step);
        }

        double perLength = 1 / Math.Sqrt(_rotated.Length);
        Step = (float)(step * perLength);
        Base = (float)(((step * _raised) - sum) * perLength);
        Deviation = Step * Math.Sqrt(_dither.Length / 12.0);
    }

    /// <summary>The largest sum of coordinates, without their signs, of groups that share a byte.</summary>
    private float MostOfAByte()
    {
        float most = 0;
        for (int turn = 0; turn < _rotated.Length; turn += SignSums.PairsInATurn * PairDimensions)
        {
            for (int pair = turn; pair < turn + (SignSums.ToPartner * PairDimensions); pair += PairDimensions)
            {
                int partner = pair + (SignSums.ToPartner * PairDimensions);
                most = Math.Max(most, Reach(pair) + Reach(pair + CodeStore.GroupDimensions) + (Reach(partner) + Reach(partner + CodeStore.GroupDimensions)));
            }
        }

        return most;
    }

    /// <summary>Writes a group's sixteen values, raised to begin at 0, in units of <paramref name="step"/>; returns by how much they were raised.</summary>
    private float FillGroup(int group, float step)
    {
        int first = group * CodeStore.GroupDimensions;
        float reach = Reach(first);
        Vector256<float> common = (Signs0 * _rotated[first]) + (Signs1 * _rotated[first + 1]) + (Signs2 * _rotated[first + 2]) + Vector256.Create(reach);
        Vector256<float> last = Vector256.Create(_rotated[first + 3]);
        Vector256<float> dither = Vector256.Create(_dither[group]);
        Vector256<short> values = Vector256.Narrow(Steps(common - last, step, dither), Steps(common + last, step, dither));
        Vector128.Narrow(values.GetLower(), values.GetUpper()).AsByte().Store(_table + (group * GroupValues));
        return reach;
    }

    /// <summary>Whole steps, rounded down. What float arithmetic makes less than 0 is 0.</summary>
    private static Vector256<int> Steps(Vector256<float> values, float step, Vector256<float> dither) =>
        Vector256.ConvertToInt32(Vector256.Max(Vector256.Floor((values / step) + dither), Vector256<float>.Zero));

    private float Reach(int first) =>
        Math.Abs(_rotated[first]) + Math.Abs(_rotated[first + 1]) + (Math.Abs(_rotated[first + 2]) + Math.Abs(_rotated[first + 3]));

    private void Free()
    {
        NativeBlock.Free(_table);
        NativeBlock.Free(Bytes);
        _table = null;
        Bytes = null;
    }
}
