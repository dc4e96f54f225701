using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace HyperFace;

/// <summary>The beginning of a NumPy array file, format 1.0 (numpy.lib.format).</summary>
internal static class NpyHeader
{
    /// <summary>The data begin at a multiple of this.</summary>
    private const int Alignment = 64;

    private const int FixedBytes = 10;

    /// <summary>The first bytes of the file.</summary>
    public static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The header of an array of little-endian float32 in C order; <paramref name="rows"/> × <paramref name="columns"/> values follow.</summary>
    public static byte[] OfFloats(long rows, int columns)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}");
        int length = (FixedBytes + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[length];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - FixedBytes));
        Encoding.ASCII.GetBytes(text.PadRight(length - FixedBytes - 1) + "\n", header.AsSpan(FixedBytes));
        return header;
    }
}
