using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Tests.Log;

public sealed class SegmentHeaderTests
{
    private static readonly SegmentHeader Header = new(new LogIdentity(new string('g', 64), 512, 0xDEAD_BEEF), 3, 123_456);

    [Fact]
    public void A_header_comes_back_as_it_was()
    {
        var bytes = new byte[SegmentHeader.Bytes];
        Header.Write(bytes);

        Assert.True(SegmentHeader.TryRead(bytes, out SegmentHeader read));
        Assert.Equal(Header, read);
        Assert.Equal("00000003-00000000000000123456.seg", read.FileName);
    }

    [Fact]
    public void Every_flipped_bit_and_every_truncation_is_found()
    {
        var bytes = new byte[SegmentHeader.Bytes];
        Header.Write(bytes);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SegmentHeader.TryRead(bytes, out _), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(SegmentHeader.TryRead(bytes.AsSpan(0, bit / 8), out _));
        }
    }

    [Fact]
    public void A_later_version_is_refused_by_its_number()
    {
        var bytes = new byte[SegmentHeader.Bytes];
        Header.Write(bytes);
        bytes[8] = 2;
        BitConverter.TryWriteBytes(bytes.AsSpan(124), Crc32C.Of(bytes.AsSpan(0, 124)));

        Assert.Contains("version 2", Assert.Throws<LogDamagedException>(() => SegmentHeader.TryRead(bytes, out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00000001-00000000000000000001.seg", true)]
    [InlineData("0000001-00000000000000000001.seg", false)]
    [InlineData("00000001-0000000000000000001.seg", false)]
    [InlineData("00000001_00000000000000000001.seg", false)]
    [InlineData("0000000x-00000000000000000001.seg", false)]
    [InlineData("00000001-00000000000000000001.SEG", false)]
    [InlineData("../../../log/0000000000000001.seg", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_segments_own_name_names_one(string? name, bool valid) => Assert.Equal(valid, SegmentEntry.TryParse(name, out _, out _));
}
