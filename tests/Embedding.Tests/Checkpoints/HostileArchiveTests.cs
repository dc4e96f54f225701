using System.Buffers.Binary;
using System.Text;
using HyperFace.Embedding.Checkpoints;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Archives that lie about themselves, and files that are none.</summary>
public sealed class HostileArchiveTests
{
    private const int EntryLengthAt = 24;
    private const int EntryStoredAt = 20;
    private const int EntryMethodAt = 10;
    private const int EntryFlagsAt = 8;
    private const int EntryHeaderAt = 42;

    private static readonly float[] One = [1];

    private static byte[] Good => new CheckpointWriter().Add("w", [1], () => One).ToArray();

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] whole = SmallNetworks.Checkpoint().ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidCheckpointException>(() => Checkpoint.Read(new MemoryStream(whole, 0, length), "test.ckpt"));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(22)]
    [InlineData(1000)]
    public void Bytes_behind_the_end_are_refused(int count) =>
        Refusals.Expect([.. Good, .. new byte[count]], InvalidCheckpointReason.Damaged, "something was put behind it");

    [Fact]
    public void What_is_no_checkpoint_is_refused_by_what_it_is()
    {
        Refusals.Expect([], InvalidCheckpointReason.NotACheckpoint, "does not begin as");
        Refusals.Expect("PK"u8.ToArray(), InvalidCheckpointReason.NotACheckpoint, "does not begin as");
        Refusals.Expect([.. "PK\u0003\u0004"u8], InvalidCheckpointReason.Damaged, "too few");
        Refusals.Expect([.. Enumerable.Repeat((byte)0xA5, 500)], InvalidCheckpointReason.NotACheckpoint, "does not begin as");
        Refusals.Expect([0x80, 2, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, .. ".\u0080\u0002"u8], InvalidCheckpointReason.LegacyFormat, "before 1.6");
        Refusals.Expect(new CheckpointWriter().AddRecord("constants.pkl", [.. "x"u8]).ToArray(), InvalidCheckpointReason.TorchScript, "TorchScript");
        Refusals.Expect(Archive(("net/code/__torch__/net.py", [1]), ("net/data.pkl", [1])), InvalidCheckpointReason.TorchScript, "TorchScript");
        Refusals.Expect(Archive(("model/weights.bin", [1, 2, 3])), InvalidCheckpointReason.NotACheckpoint, "no data.pkl");
        Refusals.Expect(Archive(), InvalidCheckpointReason.NotACheckpoint, "does not begin as");
    }

    [Theory]
    [InlineData("archive/../w")]
    [InlineData("../w")]
    [InlineData("/archive/w")]
    [InlineData("archive//w")]
    [InlineData("archive/")]
    [InlineData("archive/./w")]
    [InlineData("archive/..")]
    [InlineData("archive\\w")]
    [InlineData("archive/..\\w")]
    [InlineData("C:/w")]
    [InlineData("archive/w:stream")]
    [InlineData("archive/w\n")]
    [InlineData("archive/w\0")]
    public void A_name_that_leaves_the_folder_is_refused(string name) =>
        Refusals.Expect(Archive(("archive/data.pkl", [1]), (name, [1])), InvalidCheckpointReason.UnsafeName, "name");

    [Fact]
    public void A_name_that_is_no_text_is_refused()
    {
        byte[] bytes = Good;
        int name = Entry(bytes, "archive/data/0") + 46;
        bytes[name + 8] = 0xFF;
        Refusals.Expect(bytes, InvalidCheckpointReason.UnsafeName, "UTF-8");
    }

    [Fact]
    public void All_lies_in_one_folder()
    {
        Refusals.Expect(Archive(("archive/data.pkl", [1]), ("other/data/0", [1])), InvalidCheckpointReason.NotACheckpoint, "two folders, 'archive' and 'other'");
        Refusals.Expect(Archive(("data.pkl", [1])), InvalidCheckpointReason.NotACheckpoint, "lies in no folder");
    }

    [Fact]
    public void Two_entries_of_one_name_are_refused() =>
        Refusals.Expect(Archive(("archive/data.pkl", [1]), ("archive/data.pkl", [2])), InvalidCheckpointReason.DuplicateEntry, "two entries 'data.pkl'");

    [Fact]
    public void Entries_that_share_bytes_are_refused()
    {
        // A header for the second entry stands inside of the first one's payload, and the directory points there.
        byte[] hidden = [.. "PK\u0003\u0004"u8, 0, 0, 8, 0, .. new byte[18], 14, 0, 0, 0, .. "archive/data/1"u8, 7, 7, 7, 7];
        byte[] bytes = Archive(("archive/data/0", hidden), ("archive/data/1", [1, 2, 3, 4]));
        int inside = bytes.AsSpan().IndexOf(hidden);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Entry(bytes, "archive/data/1") + EntryHeaderAt), inside);
        Refusals.Expect(bytes, InvalidCheckpointReason.OverlappingEntries, "'data/0' and 'data/1' share bytes");
    }

    [Theory]
    [InlineData(EntryLengthAt, 5, "said to have 4 bytes in the archive and 5 outside")]
    [InlineData(EntryStoredAt, 5, "said to have 5 bytes in the archive and 4 outside")]
    [InlineData(EntryLengthAt, -1, "lacks a 64-bit length")]
    [InlineData(EntryHeaderAt, -1, "lacks a 64-bit length")]
    [InlineData(EntryHeaderAt, 1, "contradicts the zip directory")]
    [InlineData(EntryHeaderAt, 0, "contradicts the zip directory")]
    [InlineData(EntryHeaderAt, 0x7FFFFFFF, "are wanted from byte 2147483647")]
    public void A_directory_entry_that_lies_is_refused(int field, int value, string words)
    {
        byte[] bytes = Good;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Entry(bytes, "archive/data/0") + field), value);
        Refusals.Expect(bytes, InvalidCheckpointReason.Damaged, words);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0x7FFFFFFF)]
    public void A_payload_that_reaches_into_the_directory_is_refused(int length)
    {
        byte[] bytes = Good;
        int entry = Entry(bytes, "archive/version");
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + EntryLengthAt), length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + EntryStoredAt), length);
        Refusals.Expect(bytes, InvalidCheckpointReason.Damaged, $"'version' is said to have {length} bytes");
    }

    [Theory]
    [InlineData(EntryMethodAt, 8)]
    [InlineData(EntryFlagsAt, 0x0809)]
    [InlineData(EntryFlagsAt, 0x2808)]
    public void An_entry_that_is_compressed_or_encrypted_is_refused(int field, int value)
    {
        byte[] bytes = Good;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Entry(bytes, "archive/data/0") + field), (ushort)value);
        Refusals.Expect(bytes, InvalidCheckpointReason.NotStored, "'data/0' is compressed or encrypted");
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(18, 77)]
    [InlineData(22, 77)]
    [InlineData(26, 3)]
    [InlineData(30, 'x')]
    public void A_local_header_that_contradicts_the_directory_is_refused(int field, int value)
    {
        byte[] bytes = Good;
        int header = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(Entry(bytes, "archive/data/0") + EntryHeaderAt));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(header + field), (ushort)value);
        Refusals.Expect(bytes, InvalidCheckpointReason.Damaged, "contradicts the zip directory");
    }

    [Theory]
    [InlineData(-14, "several parts")]
    [InlineData(-12, "several parts")]
    [InlineData(-10, "contradict each other")]
    [InlineData(-6, "contradict each other")]
    [InlineData(-34, "where it has no room")]
    [InlineData(-66, "contradict each other")]
    [InlineData(-58, "contradict each other")]
    [InlineData(-50, "contradict each other")]
    public void An_end_that_lies_is_refused(int fromTheEnd, string words)
    {
        byte[] bytes = Good;
        bytes[^-fromTheEnd] ^= 0x40;
        bytes[bytes.Length + fromTheEnd + 3] ^= fromTheEnd == -34 ? (byte)0x40 : (byte)0;
        Refusals.Expect(bytes, InvalidCheckpointReason.Damaged, words);
    }

    [Fact]
    public void A_64_bit_archive_without_its_64_bit_fields_is_refused()
    {
        byte[] wide = new CheckpointWriter { Wide = true }.Add("w", [1], () => One).ToArray();
        Refusals.Expect([.. wide[..^98], .. wide[^22..]], InvalidCheckpointReason.Damaged, "no 64-bit end");

        int fields = Entry(wide, "archive/data/0") + 46 + "archive/data/0".Length;
        Refusals.Expect(With(wide, fields + 6, 2), InvalidCheckpointReason.Damaged, "lacks a 64-bit length");
        Refusals.Expect(With(wide, fields + 8, 16), InvalidCheckpointReason.Damaged, "lacks a 64-bit length");
        Refusals.Expect(With(wide, fields + 8, 99), InvalidCheckpointReason.Damaged, "is longer than all of them");
        Refusals.Expect(With(wide, fields + 17, 0x80), InvalidCheckpointReason.Damaged, "lacks a 64-bit length");

        static byte[] With(byte[] archive, int at, byte value) => [.. archive[..at], value, .. archive[(at + 1)..]];
    }

    [Fact]
    public void More_entries_than_a_network_has_are_refused_before_they_are_read() =>
        Refusals.Expect(Archive([.. Enumerable.Range(0, 10_001).Select(i => ($"archive/data/{i}", Array.Empty<byte>()))]), InvalidCheckpointReason.TooLarge, "10001 entries");

    [Fact]
    public void A_name_longer_than_any_is_refused() =>
        Refusals.Expect(Archive(("archive/" + new string('x', 300), [1])), InvalidCheckpointReason.TooLarge, "a name of 308 bytes");

    [Fact]
    public void A_pickle_stream_longer_than_any_is_not_read() =>
        Refusals.Expect(Archive(("archive/data.pkl", new byte[(16 << 20) + 1])), InvalidCheckpointReason.TooLarge, "data.pkl has 16777217 bytes");

    /// <summary>Where the directory entry of a name begins.</summary>
    private static int Entry(byte[] archive, string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        return archive.AsSpan().LastIndexOf(bytes) - 46;
    }

    private static byte[] Archive(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        var archive = new ArchiveWriter(stream);
        foreach ((string name, byte[] bytes) in entries)
        {
            archive.Add(name, [bytes]);
        }

        archive.Finish();
        return stream.ToArray();
    }
}
