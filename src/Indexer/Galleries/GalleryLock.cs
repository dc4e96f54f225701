using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Galleries;

/// <summary>
/// Keeps other processes out of a gallery, and remembers in what state the last one left it. The operating system
/// drops the lock itself when the process dies, however it dies.
/// </summary>
/// <remarks>
/// While the gallery is open the file says so and names the boot of the machine; once it is closed in order it says up
/// to which LSN, and vouches for the catalogue with a checksum. A killed process leaves its writes with the kernel, but a
/// machine that went down may have lost any that were not flushed, and LiteDB's are not.
/// </remarks>
internal sealed class GalleryLock : IDisposable
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";
    private const string Open = "open";
    private const string Closed = "closed";
    private const int NoteBytes = 256;

    private readonly SafeFileHandle _file;
    private readonly string[] _left;

    private GalleryLock(SafeFileHandle file, string left)
    {
        _file = file;
        _left = left.Split(' ');
    }

    /// <summary>The last LSN of the log when the gallery was closed in order; 0 when it was not.</summary>
    public ulong ClosedLsn => _left is [Closed, var lsn, ..] && ulong.TryParse(lsn, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : 0;

    /// <summary>Takes the lock or throws <see cref="GalleryInUseException"/>.</summary>
    public static GalleryLock Acquire(string path, string galleryId)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new GalleryInUseException($"Gallery '{galleryId}' is open in another process. Stop that process, or send the request to it. ({e.Message})", e);
        }

        try
        {
            Span<byte> note = stackalloc byte[NoteBytes];
            int read = RandomAccess.Read(file, note, 0);
            return new GalleryLock(file, Encoding.ASCII.GetString(note[..read]).TrimEnd());
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the catalogue at <paramref name="path"/> is what the last process left, so far as anybody can tell.</summary>
    public bool VouchesFor(string path) => _left switch
    {
        [Closed, _, var checksum] => FileChecksum.Of(path)?.ToString() == checksum,
        [Open, var boot] => boot.Length > 0 && boot == BootId(),
        _ => false,
    };

    /// <summary>Notes that the gallery is open. What the last process left untrustworthy must be gone before: after this nobody knows of it any more.</summary>
    public void NoteOpen() => Write($"{Open} {BootId()}");

    /// <summary>Notes that the gallery was closed in order; with no checksum nobody will trust the catalogue.</summary>
    public void NoteClosed(ulong lsn, FileChecksum? catalogue) => Write(string.Create(CultureInfo.InvariantCulture, $"{Closed} {lsn} {catalogue}"));

    /// <summary>Lets go.</summary>
    public void Dispose() => _file.Dispose();

    private static string BootId() => File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : string.Empty;

    /// <summary>Always the same length, in place: a full disk does not keep a gallery from being opened or closed.</summary>
    private void Write(string note)
    {
        RandomAccess.Write(_file, Encoding.ASCII.GetBytes(note.PadRight(NoteBytes)), 0);
        RandomAccess.FlushToDisk(_file);
    }
}
