using System.CommandLine;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>Where a long command is to write.</summary>
internal static class OutputPath
{
    private const string Devices = "/dev";

    /// <summary>Finds out before the work, and not after it, that a file could not be written.</summary>
    /// <exception cref="InputException">Its folder is not there or takes no files, or it is a folder itself.</exception>
    public static void Check(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"'{path}' is a folder; a file is to be written.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (folder == Devices)
        {
            // Files are renamed into place: /dev/null would not swallow this one but be replaced by it.
            throw new InputException($"'{path}' is a device; a file is to be written.");
        }

        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder '{folder}' to write '{Path.GetFileName(path)}' to.");
        }

        try
        {
            using var _ = new FileStream(Path.Combine(folder, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be written: the folder '{folder}' takes no files.");
        }
    }

    /// <summary>Refuses a file that is written and named twice: the later would overwrite the other. What is only read may be named often.</summary>
    /// <exception cref="InputException">There is one.</exception>
    public static void CheckApart(IReadOnlyList<(Option Option, string? Path)> written, IReadOnlyList<(Option Option, string? Path)> read)
    {
        HashSet<string> targets = [.. written.Where(file => file.Path is not null).Select(file => Path.GetFullPath(file.Path!))];
        foreach (IGrouping<string, string> same in written.Concat(read).Where(file => file.Path is not null).GroupBy(file => Path.GetFullPath(file.Path!), file => file.Option.Name).Where(same => same.Count() > 1 && targets.Contains(same.Key)))
        {
            throw new InputException($"{string.Join(" and ", same)} name the same file, '{same.Key}'.");
        }
    }
}
