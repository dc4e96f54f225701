using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Galleries;

/// <summary>Length and CRC-32C of a file as a whole.</summary>
internal readonly record struct FileChecksum(long Length, uint Crc)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>The checksum of the file at <paramref name="path"/>; null when there is none.</summary>
    public static FileChecksum? Of(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var buffer = new byte[BufferBytes];
        long length = 0;
        uint crc = 0;
        for (int read = RandomAccess.Read(file, buffer, 0); read > 0; read = RandomAccess.Read(file, buffer, length))
        {
            crc = Crc32C.Append(crc, buffer.AsSpan(0, read));
            length += read;
        }

        return new FileChecksum(length, crc);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Length}:{Crc:x8}");
}
