namespace HyperFace.Embedding.Tests;

/// <summary>A fresh folder, deleted at the end.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("hyperface-embedding-").FullName;

    public string PathOf(string name) => Path.Combine(_path, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
