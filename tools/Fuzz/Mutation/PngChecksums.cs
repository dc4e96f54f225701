using System.Buffers.Binary;

namespace HyperFace.Fuzz.Mutation;

/// <summary>Writes the checksums of a PNG file's chunks anew (CRC-32 of W3C PNG, annex D).</summary>
internal static class PngChecksums
{
    private const int SignatureBytes = 8;
    private const int ChunkBytes = 12;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value =>
    {
        uint rest = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) != 0 ? 0xEDB88320 ^ (rest >> 1) : rest >> 1;
        }

        return rest;
    })];

    /// <summary>Makes them right, as far as the chunks can be followed.</summary>
    public static void Write(Span<byte> file)
    {
        for (int at = SignatureBytes; at + ChunkBytes <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkBytes)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(file[(at + 8 + (int)length)..], Of(file.Slice(at + 4, (int)length + 4)));
            at += ChunkBytes + (int)length;
        }
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        }

        return ~sum;
    }
}
