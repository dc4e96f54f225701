using System.Formats.Tar;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>A TAR archive (POSIX ustar), into a file that is renamed when it is whole, or down a pipe. Times and owners are fixed, so that the same set is the same archive.</summary>
internal sealed class TarTarget : IFaceSetTarget
{
    private const string Suffix = ".tmp";
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const int BufferBytes = 1 << 20;

    /// <summary>The most that the eleven octal digits of an entry's size can say.</summary>
    private const long MaxEntryBytes = (8L << 30) - 1;

    private readonly Stream _stream;
    private readonly TarWriter _writer;
    private readonly string? _path;
    private bool _completed;

    private TarTarget(Stream stream, string? path)
    {
        _stream = stream;
        _path = path;
        _writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true);
    }

    /// <summary>Begins an archive in a file.</summary>
    /// <exception cref="InputException">Something is there already.</exception>
    public static TarTarget ToFile(string path)
    {
        string full = Path.GetFullPath(path);
        if (Path.Exists(full))
        {
            throw new InputException($"'{path}' is there already; it was left alone. Name a new file with --out.");
        }

        if (Path.Exists(full + Suffix))
        {
            throw new InputException($"'{full + Suffix}' is in the way: another run writes it, or was cut off. If none runs, delete it.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new InputException($"There is no folder '{Path.GetDirectoryName(full)}' for '{Path.GetFileName(full)}'.");
        }

        return new TarTarget(new FileStream(full + Suffix, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes), full);
    }

    /// <summary>Begins an archive on standard output.</summary>
    public static TarTarget ToStandardOutput() => new(new BufferedStream(StandardOutput(), BufferBytes), null);

    /// <inheritdoc/>
    public string? Beside => Path.GetDirectoryName(_path);

    /// <inheritdoc/>
    /// <exception cref="InputException">It is too long for an archive.</exception>
    public void Add(string path, Stream content)
    {
        if (content.Length > MaxEntryBytes)
        {
            throw new InputException($"'{path}' has {content.Length} bytes; a file in a TAR archive (ustar) has 8 GiB at most. Name a folder with --out, or make fewer pictures at a time.");
        }

        _writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
        {
            DataStream = content,
            Mode = Mode,
            ModificationTime = DateTimeOffset.UnixEpoch,
        });
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _writer.Dispose();
        if (_path is null)
        {
            _stream.Flush();
            _completed = true;
            return;
        }

        ((FileStream)_stream).Flush(flushToDisk: true);
        _stream.Dispose();

        // Whole from here on: whatever happens to the name, the archive is not taken back.
        _completed = true;
        Rename(_path);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_completed)
        {
            return;
        }

        if (_path is null)
        {
            // Without the end of an archive, so that whoever reads notices.
            return;
        }

        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // What was left in the buffer does not matter any more: the disk was full, and the file goes.
        }

        File.Delete(_path + Suffix);
    }

    private static void Rename(string path)
    {
        try
        {
            File.Move(path + Suffix, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The archive is whole, but '{path}' cannot be taken for it: {e.Message.TrimEnd('.')}. It lies in '{path + Suffix}'.");
        }
    }

    private static Stream StandardOutput()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The console's own stream says nothing when nobody reads any more. This one would not move the place in a file at which
            // whoever writes to it next goes on; there, somebody always reads.
            var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!stream.CanSeek)
            {
                return stream;
            }
        }

        return Console.OpenStandardOutput();
    }
}
