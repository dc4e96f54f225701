using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>A generation in the making: compacted log, catalogue and index, none of them visible yet.</summary>
internal sealed class NextGeneration : IDisposable
{
    private const int CatalogueGroup = 4096;

    private readonly OpenGallery _gallery;
    private CatalogueChanges _changes;
    private int _waiting;
    private bool _taken;

    public NextGeneration(OpenGallery gallery)
    {
        _gallery = gallery;
        Number = gallery.Log.Generation + 1;
        Log = new CompactedLog(gallery.Folder.Log, Number, gallery.Log.Settings with { NextKey = gallery.Catalogue.NextKey });
        Catalogue = SubjectCatalogue.Create(gallery.Folder.NextCatalogue, Number);
        Index = new FaceIndex(new FaceIndexOptions { Dimension = gallery.Log.Settings.Dimension });
        _changes = new CatalogueChanges(Catalogue);
    }

    /// <summary>Its number.</summary>
    public ulong Number { get; }

    /// <summary>Its log.</summary>
    public CompactedLog Log { get; }

    /// <summary>Its catalogue.</summary>
    public SubjectCatalogue Catalogue { get; }

    /// <summary>Its index.</summary>
    public FaceIndex Index { get; }

    /// <summary>The last LSN taken along.</summary>
    public ulong Lsn { get; private set; }

    /// <summary>Takes a record from before the cut: copied into the compacted log if it is live.</summary>
    public void Compact(in LogFrame frame)
    {
        Lsn = frame.Lsn;
        if (frame.Kind == LogRecordKind.Settings)
        {
            Log.AddSettings(frame.Lsn);
            _changes.Apply(frame);
        }
        else if (frame.Kind == LogRecordKind.Enrol && Log.Copy(frame, _gallery.Catalogue) is { } body)
        {
            _changes.Apply(body, frame.Lsn, frame.UnixMilliseconds);
            Index.Add(new TemplateId(frame.Lsn), new SubjectKey(body.Key), frame.Vector);
        }

        CommitGroup();
    }

    /// <summary>Takes a record from after the cut, which stays where it is in the log.</summary>
    public void Follow(in LogFrame frame)
    {
        Lsn = frame.Lsn;
        _changes.Apply(frame);
        IndexReplay.Apply(Index, frame);
        CommitGroup();
    }

    /// <summary>Brings the catalogue up to <see cref="Lsn"/>.</summary>
    public void Commit()
    {
        Catalogue.Commit(_changes, Lsn);
        _changes = new CatalogueChanges(Catalogue);
        _waiting = 0;
    }

    /// <summary>Says that index and catalogue now belong to the gallery.</summary>
    public void MarkTaken() => _taken = true;

    /// <summary>Throws away what was made, unless it was taken.</summary>
    public void Dispose()
    {
        Log.Dispose();
        if (_taken)
        {
            return;
        }

        Log.Discard();
        Index.Dispose();
        Catalogue.Dispose();
        SubjectCatalogue.Delete(_gallery.Folder.NextCatalogue);
        File.Delete(_gallery.Folder.Snapshot(Number));
    }

    private void CommitGroup()
    {
        if (++_waiting >= CatalogueGroup)
        {
            Commit();
        }
    }
}
