using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class DurableFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_replaced_as_a_whole()
    {
        string path = _folder["a"];
        DurableFile.Write(path, stream => stream.Write("first and long"u8));
        DurableFile.Write(path, stream => stream.Write("second"u8));
        Assert.Equal("second", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_beside_it()
    {
        string path = _folder["a"];
        File.WriteAllText(path, "old");
        Assert.Throws<InvalidOperationException>(() => DurableFile.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("full");
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_somebody_else_is_writing_is_left_alone()
    {
        string path = _folder["a"];
        using (var other = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Assert.Throws<IOException>(() => DurableFile.Write(path, stream => stream.Write("mine"u8)));
            Assert.True(File.Exists(path + ".tmp"));
            Assert.False(File.Exists(path));
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.ThrowsAny<IOException>(() => DurableFile.Write(Path.Combine(_folder.Path, "no", "a"), _ => { }));
}
