using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>Numbers from a NumPy file of single precision, version 1.</summary>
internal static class NpyArray
{
    private const int LengthAt = 8;

    public static float[] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int start = LengthAt + sizeof(ushort) + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(LengthAt));
        Assert.Contains("'descr': '<f4', 'fortran_order': False", System.Text.Encoding.ASCII.GetString(bytes, 0, start), StringComparison.Ordinal);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(start)).ToArray();
    }
}
