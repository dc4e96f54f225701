namespace HyperFace.Indexer.Galleries;

/// <summary>Where the parts of a gallery lie.</summary>
internal sealed class GalleryFolder(string path)
{
    private const string IndexExtension = ".hfx";

    /// <summary>The gallery's folder.</summary>
    public string Path { get; } = path;

    /// <summary>The log: the truth.</summary>
    public string Log => System.IO.Path.Combine(Path, "log");

    /// <summary>The catalogue.</summary>
    public string Catalogue => System.IO.Path.Combine(Path, "catalog.db");

    /// <summary>The catalogue of a rebuild that has not taken effect.</summary>
    public string NextCatalogue => System.IO.Path.Combine(Path, "catalog.next.db");

    /// <summary>Snapshots of the index.</summary>
    public string Index => System.IO.Path.Combine(Path, "index");

    /// <summary>State and outcomes of jobs.</summary>
    public string Jobs => System.IO.Path.Combine(Path, "jobs");

    /// <summary>The file that is locked while a process has the gallery open.</summary>
    public string Lock => System.IO.Path.Combine(Path, "lock");

    /// <summary>The snapshot of one generation.</summary>
    public string Snapshot(ulong generation) => System.IO.Path.Combine(Index, $"{generation:D8}{IndexExtension}");

    /// <summary>Deletes every snapshot but that of <paramref name="generation"/>.</summary>
    public void KeepSnapshot(ulong generation)
    {
        foreach (string file in Directory.EnumerateFiles(Index).Where(file => file != Snapshot(generation)))
        {
            File.Delete(file);
        }
    }
}
