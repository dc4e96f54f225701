using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace HyperFace.Training.People;

/// <summary>Identity codes from a NumPy file: rows of single precision.</summary>
internal static partial class CodeFile
{
    private const int MagicLength = 8;

    /// <summary>The rows of a file.</summary>
    /// <exception cref="InvalidDataException">It is not such a file; the message says why.</exception>
    public static float[][] Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length < MagicLength + sizeof(uint) || !bytes.AsSpan().StartsWith("\x93NUMPY"u8[1..]) && !bytes.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']))
        {
            throw new InvalidDataException($"'{path}' is no NumPy file.");
        }

        return [];
    }

    [GeneratedRegex(@"'shape':\s*\((\d+),\s*(\d+)\)")]
    private static partial Regex Shape();
}
