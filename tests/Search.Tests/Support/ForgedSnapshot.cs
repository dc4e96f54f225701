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
    public const int MOffset = 20;
    public const int EfConstructionOffset = 24;
    public const int EfSearchOffset = 28;
    public const int SlotsOffset = 40;
    public const int LinkedOffset = 44;
    public const int EntryOffset = 48;
    public const int LargestErrorOffset = 52;
    public const int MissProbabilityOffset = 72;
    public const int SweepLimitOffset = 88;
    public const int LiveOffset = 92;
    public const int UpperListsOffset = 96;
    public const int WaitingOffset = 100;
    public const int FreeOffset = 104;
    public const int MateRecallOffset = 108;
    public const int AuditEveryOffset = 116;

    private const int Sections = (int)Section.Waiting + 1;
    private const int HeaderBytes = 256;
    private const int Alignment = 64;

    public ForgedSnapshot(byte[] bytes)
    {
        Bytes = [.. bytes];
    }

    public byte[] Bytes { get; private set; }

    public int Entry => Header(EntryOffset);

    public int Header(int offset) => BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(offset));

    public void SetHeader(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(Bytes.AsSpan(offset), value);

    /// <summary>Bytes of an item of a section.</summary>
    public int StrideOf(Section section)
    {
        int dimension = Header(DimensionOffset);
        int coded = (dimension + 63) / 64 * 64;
        int m = Header(MOffset);
        return section switch
        {
            Section.Templates or Section.KnownIds or Section.PairFactors or Section.ByteFactors => 8,
            Section.Subjects or Section.KnownSlots or Section.Waiting => 4,
            Section.Dead => 1,
            Section.Vectors => (dimension + 15) / 16 * 64,
            Section.PeakBlocks => (2 * coded) + 128,
            Section.SignBlocks => (4 * coded) + 128,
            Section.PairCodes => (coded + 127) / 128 * 32,
            Section.ByteCodes => coded,
            Section.Records => (6 + (2 * m) + 3) / 4 * 16,
            _ => (2 + m) * 4,
        };
    }

    /// <summary>Items of a section.</summary>
    public long ItemsOf(Section section)
    {
        int slots = Header(SlotsOffset);
        bool isCoded = Header(DimensionOffset) >= 64;
        return section switch
        {
            Section.Templates or Section.Subjects or Section.Dead or Section.Vectors => slots,
            Section.PeakBlocks or Section.SignBlocks => isCoded ? (slots + 31) / 32 : 0,
            Section.PairCodes or Section.PairFactors or Section.ByteCodes or Section.ByteFactors => isCoded ? slots : 0,
            Section.Records => Header(LinkedOffset),
            Section.Upper => Header(UpperListsOffset),
            Section.Waiting => Header(WaitingOffset),
            _ => Header(LiveOffset),
        };
    }

    public long LengthOf(Section section) => ItemsOf(section) * StrideOf(section);

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

    /// <summary>One number of an item.</summary>
    public int Field(Section section, int item, int field) => Int(section, (item * StrideOf(section) / 4) + field);

    /// <summary>Changes one number of an item.</summary>
    public void SetField(Section section, int item, int field, int value) => SetInt(section, (item * StrideOf(section) / 4) + field, value);

    public byte[] ContentOf(Section section) => Bytes.AsSpan(OffsetOf(section), (int)LengthOf(section)).ToArray();

    /// <summary>Makes every checksum right that can be made so: where the counts lie, the header's alone.</summary>
    public ForgedSnapshot Seal()
    {
        if (Header(MOffset) is > 0 and < 1000 && Header(DimensionOffset) is > 0 and < 10_000
            && Enumerable.Range(0, Sections).All(i => LengthOf((Section)i) is >= 0 and < int.MaxValue / 16))
        {
            int table = OffsetOf((Section)Sections);
            int place = table;
            for (int i = 0; i < Sections && place < Bytes.Length; i++)
            {
                byte[] content = OffsetOf((Section)i) + LengthOf((Section)i) <= Bytes.Length ? ContentOf((Section)i) : [];
                int segment = SegmentBytes((Section)i);
                for (int from = 0; from < content.Length && place + 4 <= Bytes.Length; from += segment)
                {
                    Write(place, Crc32C.Of(content.AsSpan(from, Math.Min(segment, content.Length - from))));
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

    private int SegmentBytes(Section section)
    {
        int most = section == Section.Vectors ? 1 << 16 : 1 << 20;
        int items = 8192;
        while (items > 1 && items * StrideOf(section) > most)
        {
            items /= 2;
        }

        return items * StrideOf(section);
    }

    private static int Align(int offset) => (offset + Alignment - 1) / Alignment * Alignment;

    private void Write(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(offset), value);

    /// <summary>The sections, in their order.</summary>
    internal enum Section
    {
        Templates,
        Subjects,
        Dead,
        Vectors,
        PeakBlocks,
        SignBlocks,
        PairCodes,
        PairFactors,
        ByteCodes,
        ByteFactors,
        Records,
        Upper,
        KnownIds,
        KnownSlots,
        Waiting,
    }
}
