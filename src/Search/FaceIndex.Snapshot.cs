using HyperFace.Search.Memory;
using HyperFace.Search.Snapshots;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>A snapshot of no more slots than these is checked whole when it is opened.</summary>
    private const int SmallSnapshot = 8192;

    /// <summary>
    /// Writes a snapshot of the index as it stands when this begins, atomically and durably: <paramref name="path"/>
    /// holds the old file or the new one, never part of either. Linking waits meanwhile; searches, additions and removals
    /// do not. Of removed templates only what the graph walks by is written, until the next <see cref="Link"/>.
    /// </summary>
    /// <param name="path">The file; what stands there is replaced. While it is being written it has the suffix <c>.tmp</c>.</param>
    /// <param name="stamp">Handed back by <see cref="Open"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="SnapshotFormatException">The index was opened from a snapshot, and a part of it is damaged.</exception>
    /// <exception cref="InvalidOperationException">The last <see cref="Link"/> failed in the middle of its work.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Save(string path, SnapshotStamp stamp = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (_linking)
        {
            int turn = Enter();
            try
            {
                if (_graph.IsCutShort)
                {
                    throw new InvalidOperationException("The last linking failed in the middle of its work. Link again before saving.");
                }

                byte[] dead;
                lock (_changing)
                {
                    // A slot never changes while it lives, and none becomes free while nothing is linked: with the count and
                    // the marks of one moment, the rest may go on.
                    dead = _vectors.CopyDeathMarks();
                }

                var writer = new SnapshotWriter(_vectors, _codes, _graph, _options, _calibration, dead, stamp);
                DurableFile.Write(path, writer.Write);
            }
            finally
            {
                Leave(turn);
            }
        }
    }

    /// <summary>
    /// Opens a snapshot by mapping it: read are its header, the table of checksums (4 bytes for 32 vectors of 512 values) and the ends that will be written to. These are checked at once, and every other
    /// part against its checksum before a search first reads it: a damaged part makes that search throw
    /// <see cref="SnapshotFormatException"/>. <see cref="Verify"/> checks all of it. The file must not be changed while the
    /// index is open; it may be replaced or deleted (not on Windows).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SnapshotFormatException">It is not a whole snapshot of the version that this program reads.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static FaceIndex Open(string path)
    {
        FaceIndex index = Map(path);
        try
        {
            if (index._vectors.Count <= SmallSnapshot)
            {
                index.Verify();
            }

            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Opens a snapshot without checking a small one whole.</summary>
    internal static FaceIndex Map(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = SnapshotFile.Open(path);
        FaceIndex index;
        try
        {
            index = new FaceIndex(file.Header.Options) { Stamp = file.Header.Stamp, _snapshot = file, _calibration = file.Header.Calibration };
        }
        catch
        {
            file.Dispose();
            throw;
        }

        try
        {
            index.Restore(file);
            return index;
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    private void Restore(SnapshotFile file)
    {
        SnapshotCounts counts = file.Header.Counts;
        var checks = new SnapshotChecks(file.Header);
        Column?[] columns = Columns;
        for (int i = 0; i < columns.Length; i++)
        {
            var part = (SnapshotPart)i;
            columns[i]?.Restore(new SnapshotSection(file, part, checks.Of(part)), file.Layout.ItemsOf(part));
        }

        int[] waiting = file.ReadAll(SnapshotPart.Waiting, checks.Of(SnapshotPart.Waiting));
        _vectors.Restore(counts.Slots, counts.Live, counts.Free);
        _directory.Restore(counts.Live);
        _codes?.Restore(file.Header.LargestError);
        _graph.Links.Restore(counts.UpperLists);
        if (!_graph.TryRestore(file.Header.EntrySlot, counts.LinkedSlots, waiting))
        {
            throw file.Damaged($"has an entry point, slot {file.Header.EntrySlot}, that is not a node");
        }
    }

    private Column?[] Columns => SnapshotLayout.ColumnsOf(_vectors, _codes, _graph.Links, _directory);
}
