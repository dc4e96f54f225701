using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Snapshots;

/// <summary>Whatever happens to the bytes of a snapshot is noticed when it is opened.</summary>
public sealed class DamagedSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _golden = File.ReadAllBytes(GoldenIndex.PathOf(5));

    public DamagedSnapshotTests() => _path = _folder["index.hfx"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        using FileStream file = Opened();
        for (int position = 0; position < _golden.Length; position++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                Put(file, position, (byte)(_golden[position] ^ (1 << bit)));
                RequireRefusal($"bit {bit} of byte {position} was flipped");
            }

            Put(file, position, _golden[position]);
        }

        FaceIndex.Open(_path).Dispose();
    }

    [Fact]
    public void A_flipped_bit_in_any_byte_of_a_file_with_codes_is_noticed()
    {
        byte[] coded = File.ReadAllBytes(GoldenIndex.PathOf(5, GoldenIndex.Coded));
        using FileStream file = Opened();
        file.SetLength(0);
        file.Position = 0;
        file.Write(coded);
        file.Flush();
        for (int position = 0; position < coded.Length; position++)
        {
            Put(file, position, (byte)(coded[position] ^ (1 << (position % 8))));
            RequireRefusal($"a bit of byte {position} was flipped");
            Put(file, position, coded[position]);
        }

        FaceIndex.Open(_path).Dispose();
    }

    [Fact]
    public void Every_missing_end_is_noticed()
    {
        using FileStream file = Opened();
        for (int length = _golden.Length - 1; length >= 0; length--)
        {
            file.SetLength(length);
            RequireRefusal($"it was cut to {length} bytes");
        }
    }

    [Fact]
    public void Bytes_behind_the_end_are_noticed()
    {
        File.WriteAllBytes(_path, [.. _golden, 0]);
        RequireRefusal("a byte was appended");
        File.WriteAllBytes(_path, [.. _golden, .. _golden]);
        RequireRefusal("it was written twice");
    }

    [Fact]
    public void Every_zeroed_block_is_noticed()
    {
        // What a file system leaves of pages that never reached the disk.
        const int block = 512;
        for (int from = 0; from < _golden.Length; from += block)
        {
            byte[] bytes = [.. _golden];
            bytes.AsSpan(from, Math.Min(block, bytes.Length - from)).Clear();
            if (!bytes.AsSpan().SequenceEqual(_golden))
            {
                File.WriteAllBytes(_path, bytes);
                RequireRefusal($"bytes from {from} were zeroed");
            }
        }
    }

    [Fact]
    public void Damage_behind_the_first_block_is_noticed()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = 256 });
        for (int i = 0; i < 2500; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, 256));
        }

        index.Save(_path);
        byte[] bytes = File.ReadAllBytes(_path);
        for (int position = 300; position < bytes.Length; position += 99_991)
        {
            bytes[position] ^= 1;
            File.WriteAllBytes(_path, bytes);
            RequireRefusal($"byte {position} was changed");
            bytes[position] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("subjectId,path\n1,a.jpg\n")]
    [InlineData("HFINDEX\0")]
    public void What_is_no_snapshot_is_called_so(string text)
    {
        File.WriteAllText(_path, text);
        Assert.Contains("is not an index snapshot", RequireRefusal("it is text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_snapshot_of_another_version_is_called_so(int version)
    {
        var forged = new ForgedSnapshot(_golden);
        forged.SetHeader(8, version);
        File.WriteAllBytes(_path, forged.Seal().Bytes);
        Assert.Contains($"version {version}; this program reads version 5.", RequireRefusal("it is of another version"), StringComparison.Ordinal);
    }

    private FileStream Opened()
    {
        var file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        file.Write(_golden);
        file.Flush();
        return file;
    }

    private static void Put(FileStream file, int position, byte value)
    {
        file.Position = position;
        file.WriteByte(value);
        file.Flush();
    }

    private string RequireRefusal(string what)
    {
        try
        {
            FaceIndex.Open(_path).Dispose();
        }
        catch (SnapshotFormatException e)
        {
            Assert.Contains(_path, e.Message, StringComparison.Ordinal);
            return e.Message;
        }

        Assert.Fail($"It was opened, though {what}.");
        return string.Empty;
    }
}
