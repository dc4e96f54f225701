using System.Buffers.Binary;
using System.Text;

namespace HyperFace.Embedding.Checkpoints;

/// <summary>Reads a pickle stream from front to back, never past its end.</summary>
internal sealed class PickleCursor(byte[] bytes, CheckpointRefusal refusal)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Whether nothing is left.</summary>
    public bool IsAtEnd => Position == bytes.Length;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));

    /// <summary>A text in UTF-8 behind its length.</summary>
    public string Text()
    {
        int at = Position;
        uint length = UInt32();
        return length <= CheckpointLimits.TextBytes
            ? Decode(Take((int)length), at)
            : throw refusal.TooLarge($"a text of {length} bytes at byte {at} of data.pkl; {CheckpointLimits.TextBytes} are the most that is read.");
    }

    /// <summary>Up to 255 bytes behind their number, each a character.</summary>
    public string Latin() => Encoding.Latin1.GetString(Take(Byte()));

    /// <summary>A text that a line feed ends.</summary>
    public string Line()
    {
        int at = Position;
        ReadOnlySpan<byte> rest = bytes.AsSpan(at, Math.Min(bytes.Length - at, CheckpointLimits.GlobalBytes + 1));
        int length = rest.IndexOf((byte)'\n');
        if (length < 0)
        {
            throw refusal.Damaged($"the name at byte {at} of data.pkl has no end within {CheckpointLimits.GlobalBytes} bytes.");
        }

        string text = Decode(Take(length), at);
        Position++;
        return text;
    }

    /// <summary>A whole number in two's complement behind the number of its bytes; null when it does not fit into 64 bits.</summary>
    public long? Long()
    {
        ReadOnlySpan<byte> digits = Take(Byte());
        if (digits.Length > sizeof(long))
        {
            return null;
        }

        long value = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            value |= (long)digits[i] << (8 * i);
        }

        int unused = 64 - (8 * digits.Length);
        return digits.IsEmpty ? 0 : value << unused >> unused;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
        {
            throw refusal.Damaged($"data.pkl ends at byte {bytes.Length}, inside of what begins before.");
        }

        Position += count;
        return bytes.AsSpan(Position - count, count);
    }

    private string Decode(ReadOnlySpan<byte> text, int at)
    {
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException exception)
        {
            throw refusal.Because(InvalidCheckpointReason.Damaged, $"the text at byte {at} of data.pkl is not valid UTF-8.", exception);
        }
    }
}
