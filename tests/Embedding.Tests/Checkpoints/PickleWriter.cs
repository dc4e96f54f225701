using System.Buffers.Binary;
using System.Text;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Writes a pickle stream of protocol 2 opcode by opcode, as Python's pickler does for what a checkpoint holds.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];
    private readonly Dictionary<string, int> _memo = [];
    private int _kept;

    public PickleWriter() => Raw(0x80, 2);

    /// <summary>The stream so far, with its end.</summary>
    public byte[] Finish() => [.. _bytes, (byte)'.'];

    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Opcodes by their characters.</summary>
    public PickleWriter Ops(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public PickleWriter Text(string text)
    {
        if (Again(text))
        {
            return this;
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Ops("X").U32((uint)bytes.Length).Raw(bytes).Keep(text);
    }

    public PickleWriter Number(long value) => value switch
    {
        >= 0 and <= byte.MaxValue => Ops("K").Raw((byte)value),
        >= 0 and <= ushort.MaxValue => Ops("M").Raw((byte)value, (byte)(value >> 8)),
        >= int.MinValue and <= int.MaxValue => Ops("J").U32((uint)(int)value),
        _ => Raw(0x8A, 8).U32((uint)value).U32((uint)(value >> 32)),
    };

    public PickleWriter Real(double value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        return Ops("G").Raw(bytes);
    }

    public PickleWriter Global(string module, string name)
    {
        string text = $"{module}\n{name}\n";
        return Again(text) ? this : Ops("c").Raw(Encoding.UTF8.GetBytes(text)).Keep(text);
    }

    /// <summary>An empty <c>collections.OrderedDict</c>.</summary>
    public PickleWriter OrderedDictionary() => Global("collections", "OrderedDict").Ops(")R").Keep();

    /// <summary>A tensor that lies in row-major order, unless other strides are given.</summary>
    public PickleWriter Tensor(string storageType, string key, long count, long[] shape, long[]? strides = null, long offset = 0)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Ops("((").Text("storage").Global("torch", storageType).Text(key).Text("cpu").Number(count).Ops("t").Keep().Ops("Q");
        Number(offset).Sizes(shape).Sizes(strides ?? RowMajor(shape)).Raw(0x89).OrderedDictionary();
        return Ops("t").Keep().Ops("R").Keep();
    }

    /// <summary>Keeps what is on top of the stack in the memo.</summary>
    public PickleWriter Keep(string? text = null)
    {
        if (text is not null)
        {
            _memo[text] = _kept;
        }

        int index = _kept++;
        return index <= byte.MaxValue ? Ops("q").Raw((byte)index) : Ops("r").U32((uint)index);
    }

    public PickleWriter U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return Raw(bytes);
    }

    private PickleWriter Sizes(long[] sizes)
    {
        if (sizes.Length == 0)
        {
            return Ops(")");
        }

        if (sizes.Length > 3)
        {
            Ops("(");
        }

        foreach (long size in sizes)
        {
            Number(size);
        }

        return (sizes.Length > 3 ? Ops("t") : Raw((byte)(0x84 + sizes.Length))).Keep();
    }

    private bool Again(string text)
    {
        if (!_memo.TryGetValue(text, out int index))
        {
            return false;
        }

        _ = index <= byte.MaxValue ? Ops("h").Raw((byte)index) : Ops("j").U32((uint)index);
        return true;
    }

    private static long[] RowMajor(long[] shape)
    {
        var strides = new long[shape.Length];
        long step = 1;
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= shape[i];
        }

        return strides;
    }
}
