using HyperFace.Search.Snapshots;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>
    /// Writes a snapshot, atomically and durably: <paramref name="path"/> holds the old file or the new one, never part
    /// of either. Additions and linking wait meanwhile; searches do not. Removed templates that serve the graph as
    /// stepping stones are written with their vectors; build the index anew to be rid of them.
    /// </summary>
    /// <param name="path">The file; what stands there is replaced.</param>
    /// <param name="stamp">Handed back by <see cref="Open"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Save(string path, SnapshotStamp stamp = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Enter();
        try
        {
            lock (_linking)
            {
                lock (_changing)
                {
                    DurableFile.Write(path, stream => new SnapshotWriter(_vectors, _graph, _options).Write(stream, stamp));
                }
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Opens a snapshot.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SnapshotFormatException">It is not a whole snapshot of a version that this program reads.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FaceIndex Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        Span<byte> bytes = stackalloc byte[SnapshotLayout.HeaderBytes];
        int read = RandomAccess.Read(file, bytes, 0);
        SnapshotHeader header = SnapshotHeader.Read(bytes[..read], path, RandomAccess.GetLength(file));
        var index = new FaceIndex(header.ToOptions()) { Stamp = header.Stamp };
        try
        {
            var reader = new SnapshotReader(new SectionReader(file, path, header), header);
            reader.ReadVectors(index._vectors, index._slots);
            reader.ReadGraph(index._graph);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }
}
