using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>A tensor of a checkpoint: where its elements lie is checked, what they are is found when they are read.</summary>
/// <param name="Key">Its name in the checkpoint.</param>
/// <param name="Shape">Its dimensions; none for a single number.</param>
/// <param name="Element">Type of its elements.</param>
/// <param name="Position">Where in the file its first element begins.</param>
/// <param name="BigEndian">Whether the elements' bytes come most significant first.</param>
internal sealed record CheckpointTensor(string Key, IReadOnlyList<long> Shape, TensorElement Element, long Position, bool BigEndian)
{
    private const int BlockBytes = 1 << 20;

    /// <summary>Number of elements.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The shape for messages.</summary>
    public string ShapeInWords => $"[{string.Join(", ", Shape)}]";

    /// <summary>Reads the elements in row-major order.</summary>
    /// <exception cref="InvalidCheckpointException">One is not finite, or they cannot be read.</exception>
    public float[] Read(CheckpointBytes bytes, CheckpointRefusal refusal)
    {
        var values = new float[Count];
        int size = StorageReference.BytesOf(Element);
        var block = new byte[(int)Math.Min(BlockBytes, Count * size)];
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(values.Length - done, BlockBytes / size);
            Span<byte> raw = block.AsSpan(0, count * size);
            bytes.Read(Position + ((long)done * size), raw);
            Convert(raw, values.AsSpan(done, count));
            done += count;
        }

        int wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        return wrong < 0
            ? values
            : throw refusal.Because(InvalidCheckpointReason.NotFinite, FormattableString.Invariant($"element {wrong} of '{CheckpointRefusal.Shown(Key)}' is {values[wrong]}; weights are finite."));
    }

    private void Convert(Span<byte> raw, Span<float> values)
    {
        switch (Element)
        {
            case TensorElement.Single:
                ReadOnlySpan<float> singles = MemoryMarshal.Cast<uint, float>(Ordered(MemoryMarshal.Cast<byte, uint>(raw)));
                singles.CopyTo(values);
                break;
            case TensorElement.Half:
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<ushort, Half>(Ordered(MemoryMarshal.Cast<byte, ushort>(raw)));
                for (int i = 0; i < halves.Length; i++)
                {
                    values[i] = (float)halves[i];
                }

                break;
            case TensorElement.BFloat16:
                ReadOnlySpan<ushort> upper = Ordered(MemoryMarshal.Cast<byte, ushort>(raw));
                for (int i = 0; i < upper.Length; i++)
                {
                    values[i] = BitConverter.UInt32BitsToSingle((uint)upper[i] << 16);
                }

                break;
            case TensorElement.Double:
                ReadOnlySpan<double> doubles = MemoryMarshal.Cast<ulong, double>(Ordered(MemoryMarshal.Cast<byte, ulong>(raw)));
                for (int i = 0; i < doubles.Length; i++)
                {
                    values[i] = (float)doubles[i];
                }

                break;
            default:
                throw new InvalidOperationException("Whole numbers are no weights; whoever asks for them has not checked the type.");
        }
    }

    private Span<ushort> Ordered(Span<ushort> elements)
    {
        if (BigEndian)
        {
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }

        return elements;
    }

    private Span<uint> Ordered(Span<uint> elements)
    {
        if (BigEndian)
        {
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }

        return elements;
    }

    private Span<ulong> Ordered(Span<ulong> elements)
    {
        if (BigEndian)
        {
            BinaryPrimitives.ReverseEndianness(elements, elements);
        }

        return elements;
    }
}
