using HyperFace.Search.Snapshots;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>
    /// Writes a snapshot of the index as it stands when this begins, atomically and durably: <paramref name="path"/>
    /// holds the old file or the new one, never part of either. Linking waits meanwhile; searches, additions and removals
    /// do not. Removed templates that serve the graph as stepping stones are written with their vectors; build the index
    /// anew to be rid of them.
    /// </summary>
    /// <param name="path">The file; what stands there is replaced. While it is being written it has the suffix <c>.tmp</c>.</param>
    /// <param name="stamp">Handed back by <see cref="Open"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Save(string path, SnapshotStamp stamp = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Enter();
        try
        {
            lock (_linking)
            {
                byte[] dead;
                lock (_changing)
                {
                    // Vectors never change once they stand: with the count and the marks of one moment, the rest may go on.
                    dead = _vectors.CopyDeathMarks();
                }

                DurableFile.Write(path, stream => new SnapshotWriter(_vectors, _graph, _options, dead).Write(stream, stamp));
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Opens a snapshot. Every byte is checked, against its checksum and against what it must mean, before the index is
    /// handed out; whether the graph finds everybody is <see cref="Audit"/>'s question.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SnapshotFormatException">It is not a whole snapshot of a version that this program reads.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FaceIndex Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SnapshotLayout.RequireLittleEndian();
        using Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        SnapshotHeader header = SnapshotHeader.Read(file, path);
        var index = new FaceIndex(header.Options) { Stamp = header.Stamp };
        try
        {
            var reader = new SnapshotReader(new SectionReader(file, path, header), header);
            reader.ReadVectors(index._vectors, index._slots);
            reader.ReadGraph(index._graph, index._vectors);
            index.WriteCodes();
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Codes are made of the vectors again: that costs less than reading them.</summary>
    private void WriteCodes()
    {
        if (_codes is null || _vectors.Count == 0)
        {
            return;
        }

        _codes.Reserve(_vectors.Count);
        Parallel.For(0, ((_vectors.Count - 1) >> _vectors.SlotBits) + 1, segment =>
        {
            var rotated = new float[_codes.Dimension];
            int end = (int)Math.Min(_vectors.Count, (segment + 1L) << _vectors.SlotBits);
            for (int slot = segment << _vectors.SlotBits; slot < end; slot++)
            {
                WriteCode(slot, rotated);
            }
        });
    }

    private unsafe void WriteCode(int slot, float[] rotated) =>
        _codes!.Write(slot, new ReadOnlySpan<float>(_vectors.Vector(slot), Dimension), rotated);
}
