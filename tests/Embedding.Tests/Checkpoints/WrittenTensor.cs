using System.Runtime.InteropServices;
using HyperFace.Embedding.Checkpoints;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>A tensor that goes into a checkpoint.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Element">Type of its elements.</param>
/// <param name="Values">Gives its elements.</param>
internal sealed record WrittenTensor(string Name, long[] Shape, TensorElement Element, Func<float[]> Values)
{
    private const int PieceElements = 1 << 20;

    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    public string StorageType => Element switch
    {
        TensorElement.Half => "HalfStorage",
        TensorElement.BFloat16 => "BFloat16Storage",
        TensorElement.Double => "DoubleStorage",
        TensorElement.Int64 => "LongStorage",
        _ => "FloatStorage",
    };

    /// <summary>The elements as bytes, in pieces.</summary>
    public IEnumerable<byte[]> Bytes(bool bigEndian)
    {
        float[] values = Values();
        for (int first = 0; first < values.Length; first += PieceElements)
        {
            ReadOnlySpan<float> piece = values.AsSpan(first, Math.Min(PieceElements, values.Length - first));
            yield return Element == TensorElement.Single && !bigEndian ? MemoryMarshal.AsBytes(piece).ToArray() : [.. piece.ToArray().SelectMany(value => BytesOf(value, bigEndian))];
        }
    }

    private byte[] BytesOf(float value, bool bigEndian)
    {
        byte[] bytes = Element switch
        {
            TensorElement.Half => BitConverter.GetBytes((Half)value),
            TensorElement.BFloat16 => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
            TensorElement.Double => BitConverter.GetBytes((double)value),
            TensorElement.Int64 => BitConverter.GetBytes((long)value),
            _ => BitConverter.GetBytes(value),
        };
        if (bigEndian)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }
}
