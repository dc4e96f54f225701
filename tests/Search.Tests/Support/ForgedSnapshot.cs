using System.Buffers.Binary;

namespace HyperFace.Search.Tests.Support;

/// <summary>
/// The bytes of a snapshot that can be changed and sealed again, so that every checksum is right. It follows
/// docs/formats/index-snapshot.md, not the code that is tested.
/// </summary>
internal sealed class ForgedSnapshot
{
    public const int DimensionOffset = 12;
    public const int ExactLimitOffset = 16;
    public const int MissProbabilityOffset = 72;
    public const int SweepLimitOffset = 88;
    public const int MOffset = 20;
    public const int EfConstructionOffset = 24;
    public const int EfSearchOffset = 28;
    public const int SlotsOffset = 40;
    public const int LinkedOffset = 44;
    public const int EntryOffset = 48;
    public const int ReservedOffset = 52;

    private const int LengthsOffset = 96;
    private const int Sections = 7;
    private const int HeaderBytes = 256;
    private const int BlockBytes = 1 << 20;
    private const int Alignment = 64;

    public ForgedSnapshot(byte[] bytes)
    {
        Bytes = [.. bytes];
    }

    public byte[] Bytes { get; private set; }

    public int Entry => Header(EntryOffset);

    public int Header(int offset) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(offset));

    public void SetHeader(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(offset), value);

    public long LengthOf(Section section) => BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(LengthsOffset + ((int)section * 8)));

    public void SetLength(Section section, long length) => BinaryPrimitives.WriteInt64LittleEndian(Bytes.AsSpan(LengthsOffset + ((int)section * 8)), length);

    public int OffsetOf(Section section)
    {
        int offset = HeaderBytes;
        for (int i = 0; i < (int)section; i++)
        {
            offset = Align(offset + (int)LengthOf((Section)i));
        }

        return offset;
    }

    public int Int(Section section, int index) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(OffsetOf(section) + (index * 4)));

    public void SetInt(Section section, int index, int value) => BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(OffsetOf(section) + (index * 4)), value);

    public void SetFloat(Section section, int index, float value) => SetInt(section, index, BitConverter.SingleToInt32Bits(value));

    public void SetByte(Section section, int index, byte value) => Bytes[OffsetOf(section) + index] = value;

    /// <summary>Gives a section other content, of any length; what follows moves.</summary>
    public void Replace(Section section, byte[] content)
    {
        byte[][] contents = [.. Enumerable.Range(0, Sections).Select(i => (Section)i == section ? content : ContentOf((Section)i))];
        var bytes = new List<byte>(Bytes[..HeaderBytes]);
        for (int i = 0; i < Sections; i++)
        {
            bytes.AddRange(contents[i]);
            bytes.AddRange(new byte[Align(bytes.Count) - bytes.Count]);
        }

        bytes.AddRange(new byte[contents.Sum(BlocksOf) * 4]);
        Bytes = [.. bytes];
        SetLength(section, content.Length);
    }

    public byte[] ContentOf(Section section) => Bytes.AsSpan(OffsetOf(section), (int)LengthOf(section)).ToArray();

    /// <summary>Makes every checksum right that can be made so: where the lengths lie, the header's alone.</summary>
    public ForgedSnapshot Seal()
    {
        if (Enumerable.Range(0, Sections).All(i => LengthOf((Section)i) is >= 0 and < int.MaxValue / 16))
        {
            int table = OffsetOf((Section)Sections);
            int place = table;
            for (int i = 0; i < Sections && place < Bytes.Length; i++)
            {
                byte[] content = OffsetOf((Section)i) + LengthOf((Section)i) <= Bytes.Length ? ContentOf((Section)i) : [];
                for (int from = 0; from < content.Length && place + 4 <= Bytes.Length; from += BlockBytes)
                {
                    Write(place, Crc32C.Of(content.AsSpan(from, Math.Min(BlockBytes, content.Length - from))));
                    place += 4;
                }
            }

            if (table <= Bytes.Length)
            {
                Write(248, Crc32C.Of(Bytes.AsSpan(table)));
            }
        }

        Write(252, Crc32C.Of(Bytes.AsSpan(0, 252)));
        return this;
    }

    private static int Align(int offset) => (offset + Alignment - 1) / Alignment * Alignment;

    private static int BlocksOf(byte[] content) => (content.Length + BlockBytes - 1) / BlockBytes;

    private void Write(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(offset), value);

    /// <summary>The sections, in their order.</summary>
    internal enum Section
    {
        Templates,
        Subjects,
        Dead,
        Vectors,
        Nodes,
        Links,
        UpperLinks,
    }
}
