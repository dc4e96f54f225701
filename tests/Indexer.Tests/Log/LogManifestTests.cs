using System.Text;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

public sealed class LogManifestTests : IDisposable
{
    private readonly TestLog _log = new();

    private string Current => Path.Combine(_log.Folder, LogManifest.FileName);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Every_flipped_bit_is_found()
    {
        for (int bit = 0; bit < Damage.LengthOf(Current) * 8; bit++)
        {
            Damage.Flip(Current, bit / 8, (byte)(1 << (bit % 8)));
            LogDamagedException e = Assert.Throws<LogDamagedException>(() => LogManifest.Read(_log.Folder));
            Assert.Contains(Current, e.Message, StringComparison.Ordinal);
            Damage.Flip(Current, bit / 8, (byte)(1 << (bit % 8)));
        }

        LogManifest.Read(_log.Folder);
    }

    [Fact]
    public void Every_truncation_is_found()
    {
        byte[] whole = File.ReadAllBytes(Current);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Current, whole[..length]);
            Assert.Throws<LogDamagedException>(() => LogManifest.Read(_log.Folder));
        }
    }

    [Fact]
    public void A_missing_one_is_reported_by_its_path()
    {
        File.Delete(Current);

        Assert.Contains(Current, Assert.Throws<LogDamagedException>(() => LogManifest.Read(_log.Folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"format\":1", "\"format\":2")]
    [InlineData("\"generation\":1", "\"generation\":0")]
    [InlineData("\"dimension\":8", "\"dimension\":1")]
    [InlineData("\"dimension\":8", "\"dimension\":1000000")]
    [InlineData("00000001-00000000000000000001.seg", "../../../../../../etc/passwd")]
    [InlineData("00000001-00000000000000000001.seg", "00000002-00000000000000000001.seg")]
    [InlineData("00000001-00000000000000000001.seg", "00000001-00000000000000000000.seg")]
    [InlineData("[{", "[{\"name\":\"00000001-00000000000000000009.seg\"},{")]
    [InlineData("[{", "[{\"name\":\"00000001-00000000000000000001.seg\",\"bytes\":1},{")]
    [InlineData("\"settings\":{", "\"settings\":null,\"x\":{")]
    [InlineData("\"salt\":", "\"nacl\":")]
    public void One_that_is_whole_and_makes_no_sense_is_refused(string text, string replacement)
    {
        string line = File.ReadAllLines(Current)[0];
        string changed = line.Replace(text, replacement, StringComparison.Ordinal) + "\n";
        Assert.NotEqual(line + "\n", changed);
        File.WriteAllText(Current, $"{changed}crc32c {Crc32C.Of(Encoding.UTF8.GetBytes(changed)):x8}\n");

        Assert.Throws<LogDamagedException>(() => LogManifest.Read(_log.Folder));
    }

    [Fact]
    public void A_damaged_one_costs_no_segment()
    {
        _log.Append(3);
        string segment = _log.PathOf(0);
        long length = Damage.LengthOf(segment);
        _log.Close();
        Damage.Flip(Current, File.ReadAllText(Current).IndexOf("00000001-", StringComparison.Ordinal));

        Assert.Throws<LogDamagedException>(() => _log.Reopen());

        Assert.Equal(length, Damage.LengthOf(segment));
    }
}
