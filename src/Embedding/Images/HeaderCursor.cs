using System.Buffers.Binary;

namespace HyperFace.Embedding.Images;

/// <summary>Reads a file from front to back; where the file ends too early it says so instead of reading on.</summary>
internal ref struct HeaderCursor(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Offset of the next byte.</summary>
    public int Position { get; set; } = position;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _bytes.Length - Position;

    /// <summary>The next bytes, without going on.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="InvalidImageException">The file ends before them.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
        {
            throw new InvalidImageException(InvalidImageReason.Damaged, $"The image ends too early: after {_bytes.Length} bytes, inside its header.");
        }

        ReadOnlySpan<byte> taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    public ushort TakeUInt16BigEndian() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    public ushort TakeUInt16LittleEndian() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public uint TakeUInt32BigEndian() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    public uint TakeUInt32LittleEndian() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
}
