using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Galleries;

/// <summary>Where the parts of a gallery lie.</summary>
internal sealed class GalleryFolder(string path)
{
    private const string IndexExtension = ".hfx";
    private const string RemovedName = "removed";

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

    /// <summary>Whether a gallery lies here that was not removed. Its log may be damaged, and even without a manifest: that is for opening to say.</summary>
    public bool HoldsGallery => Directory.Exists(Log) && !IsRemoved;

    /// <summary>Whether the gallery was removed and its files are still waiting to be deleted.</summary>
    public bool IsRemoved => File.Exists(System.IO.Path.Combine(Log, RemovedName));

    /// <summary>The snapshot of one generation.</summary>
    public string Snapshot(ulong generation) => System.IO.Path.Combine(Index, $"{generation:D8}{IndexExtension}");

    /// <summary>Deletes every snapshot but that of <paramref name="generation"/>, and what a crash left of writing one.</summary>
    public void KeepSnapshot(ulong generation)
    {
        foreach (string file in Directory.EnumerateFiles(Index))
        {
            if (file != Snapshot(generation) && System.IO.Path.GetExtension(file) is (IndexExtension or DurableFile.TemporarySuffix))
            {
                Delete(file);
            }
        }
    }

    private static void Delete(string snapshot)
    {
        try
        {
            File.Delete(snapshot);
        }
        catch (Exception e) when (OperatingSystem.IsWindows() && e is (IOException or UnauthorizedAccessException))
        {
            // Windows keeps a file that is mapped, and a search may be reading it still. The next opening deletes it.
        }
    }

    /// <summary>Removes the gallery: one rename, durable when this returns. What is left of it can be deleted at leisure.</summary>
    public void MarkRemoved()
    {
        string current = System.IO.Path.Combine(Log, LogManifest.FileName);
        string removed = System.IO.Path.Combine(Log, RemovedName);
        if (File.Exists(current))
        {
            // A rename, because a new file might not fit on a full disk, and that is when galleries are removed.
            File.Move(current, removed);
        }
        else
        {
            File.Create(removed).Dispose();
        }

        DurableFile.FlushFolder(Log);
    }
}
