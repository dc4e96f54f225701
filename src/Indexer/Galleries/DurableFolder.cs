namespace HyperFace.Indexer.Galleries;

/// <summary>Folders whose names survive a power cut.</summary>
internal static class DurableFolder
{
    /// <summary>Creates <paramref name="path"/> with every folder on the way to it that is not there, and flushes their names.</summary>
    public static void Create(string path)
    {
        string full = Path.GetFullPath(path);
        var missing = new Stack<string>();
        for (string? folder = full; folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Push(folder);
        }

        Directory.CreateDirectory(full);
        foreach (string folder in missing)
        {
            DurableFile.FlushFolder(Path.GetDirectoryName(folder)!);
        }
    }
}
