using System.Text;

namespace HyperFace.Indexer.Tests.Enrolling;

/// <summary>NumPy files as numpy.save writes them, and as it never would.</summary>
internal static class NpyText
{
    /// <summary>An array file with any header and any data.</summary>
    public static byte[] File(string descr, string shape, byte[] data, string fortran = "False", byte version = 1) =>
        WithHeader($"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}", data, version);

    public static byte[] WithHeader(string header, byte[] data, byte version = 1)
    {
        int lengthBytes = version == 1 ? 2 : 4;
        int padded = ((8 + lengthBytes + header.Length + 64) / 64 * 64) - 8 - lengthBytes;
        string text = header.PadRight(padded - 1) + "\n";
        byte[] length = version == 1 ? BitConverter.GetBytes((ushort)text.Length) : BitConverter.GetBytes(text.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(text), .. data];
    }

    public static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Halves(params float[] values) => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))];
}
