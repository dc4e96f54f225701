namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>A folder, filled beside its place and renamed when it is whole.</summary>
internal sealed class FolderTarget : IFaceSetTarget
{
    private const string Suffix = ".tmp";

    private readonly string _path;
    private readonly string _beside;
    private string? _lastFolder;
    private bool _completed;

    /// <summary>Begins to fill a folder.</summary>
    /// <exception cref="InputException">Something is there already.</exception>
    public FolderTarget(string path)
    {
        _path = Resolved(path);
        _beside = _path + Suffix;
        if (_path == Resolved(Environment.CurrentDirectory))
        {
            throw new InputException($"'{path}' is the current folder, which cannot be exchanged for the one with the pictures. Name a folder in it with --out.");
        }

        if (File.Exists(_path))
        {
            throw new InputException($"'{path}' is a file. Name a new or empty folder with --out, or a new file ending in .tar.");
        }

        if (Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any())
        {
            throw new InputException($"'{path}' holds files already; they were left alone. Name a new or empty folder with --out.");
        }

        if (Path.Exists(_beside))
        {
            throw new InputException($"'{_beside}' is in the way: another run fills it, or was cut off. If none runs, delete it.");
        }

        Directory.CreateDirectory(_beside);
    }

    /// <summary>Where a link leads: the pictures go there, and the link stays.</summary>
    private static string Resolved(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Directory.Exists(full) ? new DirectoryInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <inheritdoc/>
    public string? Beside => Path.GetDirectoryName(_path);

    /// <inheritdoc/>
    public void Add(string path, Stream content)
    {
        string file = Path.Combine(_beside, path);
        string folder = Path.GetDirectoryName(file)!;
        if (folder != _lastFolder)
        {
            Directory.CreateDirectory(folder);
            _lastFolder = folder;
        }

        using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        content.CopyTo(stream);
    }

    /// <inheritdoc/>
    public void Complete()
    {
        // Whole from here on: whatever happens to the name, the pictures are not taken back.
        _completed = true;
        try
        {
            if (Directory.Exists(_path))
            {
                // Fails if somebody has put something there meanwhile.
                Directory.Delete(_path);
            }

            Directory.Move(_beside, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The pictures are whole, but '{_path}' cannot be taken for them: {e.Message.TrimEnd('.')}. They lie in '{_beside}'.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_completed)
        {
            Directory.Delete(_beside, recursive: true);
        }
    }
}
