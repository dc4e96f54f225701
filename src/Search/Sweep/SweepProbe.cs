using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Sweep;

/// <summary>A probe made ready for a sweep: rotated, as a table over the signs of four dimensions each, and as bytes. Made anew for each search in the same memory; not thread-safe.</summary>
internal sealed unsafe class SweepProbe : IDisposable
{
    private const int GroupValues = 1 << CodeStore.GroupDimensions;

    /// <summary>What float arithmetic may hide of a product with a unit vector.</summary>
    private const float Slack = 1e-5f;

    /// <summary>What the codes 0 to 7 of a group say of its first three coordinates; those from 8 on say the same.</summary>
    private static readonly Vector256<float> Signs0 = Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1);
    private static readonly Vector256<float> Signs1 = Vector256.Create(-1f, -1, 1, 1, -1, -1, 1, 1);
    private static readonly Vector256<float> Signs2 = Vector256.Create(-1f, -1, -1, -1, 1, 1, 1, 1);

    private readonly Rotation _rotation;
    private readonly float[] _rotated;
    private byte* _table;

    public SweepProbe(Rotation rotation)
    {
        _rotation = rotation;
        _rotated = new float[rotation.Dimension];
        _table = NativeBlock.Allocate((long)rotation.Dimension * (GroupValues / CodeStore.GroupDimensions));
        Bytes = (sbyte*)NativeBlock.Allocate(PairCode.BytesOf(rotation.Dimension) * PairCode.InAByte);
    }

    /// <summary>Frees a probe that nobody disposed.</summary>
    ~SweepProbe() => Free();

    /// <summary>For each group the sixteen values of its signs, in units of <see cref="Step"/>, above <see cref="Base"/>.</summary>
    public byte* Table => _table;

    /// <summary>What one unit of a sum of the table's values stands for.</summary>
    public float Step { get; private set; }

    /// <summary>What a sum of 0 stands for: the probe's product with a sign vector of unit length is <c>Base + Step · sum</c>.</summary>
    public float Base { get; private set; }

    /// <summary>How far that may lie from the product, at most: what was rounded in the table.</summary>
    public float Error { get; private set; }

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
        ByteSum = 0;
        foreach (sbyte value in new ReadOnlySpan<sbyte>(Bytes, _rotated.Length))
        {
            ByteSum += value;
        }

        FillTable();
    }

    /// <summary>Takes in a probe of unit length that will meet byte codes only.</summary>
    public void SetBytes(ReadOnlySpan<float> probe)
    {
        _rotation.Apply(probe, _rotated);
        ByteCode = ByteCode.Write(_rotated, new Span<sbyte>(Bytes, _rotated.Length));
    }

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

    private void FillTable()
    {
        // A group's values lie between minus and plus the sum of its four coordinates; the widest sets the step.
        float widest = 0;
        double sum = 0;
        for (int i = 0; i < _rotated.Length; i += CodeStore.GroupDimensions)
        {
            float reach = Reach(i);
            widest = Math.Max(widest, reach);
            sum += reach;
        }

        float step = 2 * widest / SignSums.LargestValue;
        double error = 0;
        for (int i = 0; i < _rotated.Length; i += CodeStore.GroupDimensions)
        {
            error += FillGroup(i, step, _table + ((long)i * (GroupValues / CodeStore.GroupDimensions)));
        }

        double perLength = 1 / Math.Sqrt(_rotated.Length);
        Step = (float)(step * perLength);
        Base = (float)(-sum * perLength);
        Error = (float)(error * perLength) + Slack;
    }

    /// <summary>Writes a group's sixteen values, raised to begin at 0, in units of <paramref name="step"/>; returns the largest error of rounding.</summary>
    private float FillGroup(int first, float step, byte* table)
    {
        Vector256<float> reach = Vector256.Create(Reach(first));
        Vector256<float> common = (Signs0 * _rotated[first]) + (Signs1 * _rotated[first + 1]) + (Signs2 * _rotated[first + 2]) + reach;
        Vector256<float> last = Vector256.Create(_rotated[first + 3]);
        Vector256<int> low = Round(common - last, step, out Vector256<float> lowError);
        Vector256<int> high = Round(common + last, step, out Vector256<float> highError);
        Vector256<short> values = Vector256.Narrow(low, high);
        Vector128.Narrow(values.GetLower(), values.GetUpper()).AsByte().Store(table);
        Vector256<float> errors = Vector256.Max(lowError, highError);
        float worst = 0;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            worst = Math.Max(worst, errors[lane]);
        }

        return worst;
    }

    private static Vector256<int> Round(Vector256<float> values, float step, out Vector256<float> error)
    {
        Vector256<float> rounded = Vector256.Min(Vector256.Max(Vector256.Round(values / step), Vector256<float>.Zero), Vector256.Create((float)SignSums.LargestValue));
        error = Vector256.Abs(values - (rounded * step));
        return Vector256.ConvertToInt32(rounded);
    }

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
