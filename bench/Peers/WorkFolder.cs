namespace HyperFace.Bench.Peers;

/// <summary>Where a run keeps its files: a temporary folder for what it compiles, and the same or a lasting one for data and indexes.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("hyperface-peers-");

    /// <summary>With a lasting folder, or, where that is empty, none.</summary>
    public WorkFolder(string lasting) =>
        Indexes = lasting.Length > 0 ? Directory.CreateDirectory(lasting).FullName : _temporary.FullName;

    /// <summary>Programs; gone when this is disposed of.</summary>
    public string Programs => _temporary.FullName;

    /// <summary>Data and indexes.</summary>
    public string Indexes { get; }

    public void Dispose() => _temporary.Delete(recursive: true);
}
