namespace HyperFace.Host.Commands.Synthesis;

/// <summary>Where a long command is to write.</summary>
internal static class OutputPath
{
    /// <summary>Finds out before the work, and not after it, that a file could not be written.</summary>
    /// <exception cref="InputException">Its folder is not there, or it is a folder itself.</exception>
    public static void Check(string? path)
    {
        if (path is null)
        {
            return;
        }

        if (Directory.Exists(path) || string.IsNullOrWhiteSpace(path))
        {
            throw new InputException($"'{path}' is a folder; a file is to be written.");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder '{folder}' to write '{Path.GetFileName(path)}' to.");
        }
    }
}
