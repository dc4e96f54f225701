using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>A generation in the making: compacted log, catalogue and index, none of them visible yet.</summary>
/// <remarks>
/// Whether a record is live is asked at the moment of copying, not at the moment of the cut. A record that is removed
/// in between is either copied and removed again by the tail of the log, or not copied and removed twice; removal is
/// idempotent, so both end alike. It is the live index that is asked, and not the catalogue: the index comes of
/// checksummed bytes, and what is not copied here is gone for good.
/// </remarks>
internal sealed class NextGeneration : IDisposable
{
    private readonly OpenGallery _gallery;
    private readonly bool _acceptDamage;
    private readonly CatalogueFeed _feed;
    private readonly HashSet<uint> _withMetadata = [];
    private bool _taken;

    public NextGeneration(OpenGallery gallery, bool acceptDamage)
    {
        _gallery = gallery;
        _acceptDamage = acceptDamage;
        Number = gallery.Log.Generation + 1;
        Catalogue = CatalogueFile.Create(gallery.Folder.NextCatalogue, Number, gallery.Catalogue.NextKey);
        _feed = new CatalogueFeed(Catalogue);
        Log = new CompactedLog(gallery.Folder.Log, gallery.Log.Identity, Number, gallery.Log.SegmentBytes);
        Index = new FaceIndex(gallery.Log.Identity.IndexOptions);
    }

    /// <summary>Its number.</summary>
    public ulong Number { get; }

    /// <summary>Its log.</summary>
    public CompactedLog Log { get; }

    /// <summary>Its catalogue.</summary>
    public CatalogueFile Catalogue { get; }

    /// <summary>Its index.</summary>
    public FaceIndex Index { get; private set; }

    /// <summary>The last LSN taken along.</summary>
    public ulong Lsn { get; private set; }

    /// <summary>How far the records after the cut were followed.</summary>
    public LogCursor Tail { get; } = new();

    /// <summary>Takes note of a record from before the cut, before any is copied: only subjects that ever had metadata are looked up in the catalogue.</summary>
    public void Survey(in LogFrame frame)
    {
        if (frame.Kind == LogRecordKind.UpdateSubject)
        {
            _withMetadata.Add(RecordBody.UpdateSubject(frame).Key);
        }
        else if (frame.Kind == LogRecordKind.Enrol && RecordBody.Enrol(frame) is { Metadata.Count: > 0 } body)
        {
            _withMetadata.Add(body.Key);
        }
    }

    /// <summary>Takes a record from before the cut: copied into the compacted log if it is live.</summary>
    public void Compact(in LogFrame frame)
    {
        Lsn = frame.Lsn;
        if (frame.Kind == LogRecordKind.Enrol && _gallery.Live.Index.Contains(new TemplateId(frame.Lsn)))
        {
            Copy(frame);
        }
        else
        {
            _feed.Pass(frame.Lsn);
        }
    }

    /// <summary>Takes a record from after the cut, which stays where it is in the log.</summary>
    public void Follow(in LogFrame frame)
    {
        Lsn = frame.Lsn;
        IndexReplay.Apply(Index, frame);
        _feed.Take(frame);
    }

    /// <summary>Saves the index, and goes on with what was saved: mapped, so that the memory it was built in is free again, and read back to the last byte.</summary>
    public void SaveIndex(CancellationToken cancellation)
    {
        string path = _gallery.Folder.Snapshot(Number);
        Index.Save(path, _gallery.Log.Identity.Stamp(Number, Lsn));
        Index.Dispose();
        Index = FaceIndex.Open(path);
        Index.Verify(cancellation);
    }

    /// <summary>Brings the catalogue up to <see cref="Lsn"/>.</summary>
    public void Commit() => _feed.Commit();

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

        Index.Dispose();
        Catalogue.Dispose();
        if (_gallery.Log.HasFailed)
        {
            // The manifest may name the new generation by now. The next opening finds out, and deletes what is not named.
            return;
        }

        foreach (Action discard in new[] { Log.Discard, () => CatalogueFile.Delete(_gallery.Folder.NextCatalogue), () => File.Delete(_gallery.Folder.Snapshot(Number)) })
        {
            try
            {
                discard();
            }
            catch (Exception e) when (StorageFault.Is(e))
            {
                // The next opening, or the next rebuild, deletes it.
            }
        }
    }

    private void Copy(in LogFrame frame)
    {
        EnrolBody body = RecordBody.Enrol(frame);
        ReadOnlySpan<byte> bytes = frame.Body;
        if (_acceptDamage || _withMetadata.Contains(body.Key))
        {
            ulong lsn = frame.Lsn;
            SubjectEntry? subject = _gallery.Catalogue.Find(body.Key);
            bool known = subject is not null && subject.Templates.Any(t => t.Id == lsn);
            if (known)
            {
                // The subject's metadata, as it stands now, goes with its first live template.
                bool first = subject!.Templates[0].Id == lsn;
                body = body with { Metadata = first && subject.Metadata.Count > 0 ? subject.Metadata : null };
                bytes = RecordBody.Encode(body);
            }
            else if (_acceptDamage)
            {
                // The record that removed it may be among the lost ones; the catalogue saw it.
                _feed.Pass(lsn);
                return;
            }
        }

        Log.Add(frame, bytes);
        Index.Add(new TemplateId(frame.Lsn), new SubjectKey(body.Key), frame.Vector);
        _feed.Take(body, frame.Lsn, frame.UnixMilliseconds);
    }
}
