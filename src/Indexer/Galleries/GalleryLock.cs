using System.Text;

namespace HyperFace.Indexer.Galleries;

/// <summary>
/// Keeps other processes out of a gallery, and remembers across a power cut that it was open. The operating system
/// drops the lock itself when the process dies, however it dies.
/// </summary>
internal sealed class GalleryLock : IDisposable
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    private readonly FileStream _file;

    private GalleryLock(FileStream file, bool powerWasCut)
    {
        _file = file;
        PowerWasCut = powerWasCut;
    }

    /// <summary>
    /// The gallery was open when the machine went down. A killed process leaves its writes with the kernel; a machine
    /// that went down may have lost any that were not flushed, and LiteDB's are not.
    /// </summary>
    public bool PowerWasCut { get; }

    /// <summary>Takes the lock or throws <see cref="GalleryInUseException"/>.</summary>
    public static GalleryLock Acquire(string path, string galleryId)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new GalleryInUseException($"Gallery '{galleryId}' is open in another process. Stop that process, or send the request to it. ({e.Message})", e);
        }

        string bootId = File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : string.Empty;
        Span<byte> bytes = stackalloc byte[256];
        string left = Encoding.UTF8.GetString(bytes[..file.Read(bytes)]);
        bool powerWasCut = left.Length > 0 && (bootId.Length == 0 || !left.EndsWith(bootId, StringComparison.Ordinal));

        file.SetLength(0);
        file.Position = 0;
        file.Write(Encoding.UTF8.GetBytes($"process {Environment.ProcessId} boot {bootId}"));
        file.Flush(flushToDisk: true);
        return new GalleryLock(file, powerWasCut);
    }

    /// <summary>Says that everything was closed in order, and lets go.</summary>
    public void Dispose()
    {
        _file.SetLength(0);
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }
}
