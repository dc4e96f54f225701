using System.Runtime.InteropServices;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary><c>codes.npy</c>: the codes of a set's people as a NumPy file of float32, one person a row.</summary>
internal static class CodesFile
{
    /// <summary>Writes the codes.</summary>
    /// <exception cref="InputException">A row of the user's file is no code.</exception>
    public static void Write(Stream stream, IdentityCodes codes, CancellationToken cancellation)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("NumPy files are written by little-endian machines only.");
        }

        stream.Write(NpyHeader.OfFloats(codes.Count, codes.Length));
        var code = new float[codes.Length];
        for (int i = 0; i < codes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            codes.Read(i, code);
            stream.Write(MemoryMarshal.AsBytes<float>(code));
        }
    }
}
