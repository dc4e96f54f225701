using System.Runtime.InteropServices;
using System.Text;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary><c>codes.npy</c>: the codes of a set's people as a NumPy file of float32, one person a row.</summary>
internal static class CodesFile
{
    private const int Alignment = 64;
    private const int PreambleBytes = 10;

    private static ReadOnlySpan<byte> Preamble => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes the codes.</summary>
    /// <exception cref="InputException">A row of the user's file is no code.</exception>
    public static void Write(Stream stream, IdentityCodes codes, CancellationToken cancellation)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("NumPy files are written by little-endian machines only.");
        }

        // numpy.lib.format, version 1.0: padded with spaces so that the values begin at a multiple of 64.
        string text = FormattableString.Invariant($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({codes.Count}, {codes.Length}), }}");
        int length = ((PreambleBytes + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - PreambleBytes;
        stream.Write(Preamble);
        stream.Write([(byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + '\n'));
        var code = new float[codes.Length];
        for (int i = 0; i < codes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            codes.Read(i, code);
            stream.Write(MemoryMarshal.AsBytes<float>(code));
        }
    }
}
