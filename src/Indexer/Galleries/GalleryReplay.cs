using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Galleries;

/// <summary>Brings a catalogue's file and an index to the end of the log, each from where it stands.</summary>
internal sealed class GalleryReplay(CatalogueFile catalogue, FaceIndex index)
{
    private readonly ulong _catalogued = catalogue.AppliedLsn;
    private readonly ulong _indexed = index.Stamp.Lsn;
    private readonly CatalogueFeed _feed = new(catalogue);

    /// <summary>The highest LSN that catalogue or index have seen applied.</summary>
    public ulong KnownLsn => Math.Max(_catalogued, _indexed);

    /// <summary>Why the catalogue cannot be brought up: it has to be made anew. Null while it can.</summary>
    public Exception? CatalogueFault { get; private set; }

    /// <summary>Why the index cannot be brought up: its snapshot is damaged. Null while it can.</summary>
    public Exception? IndexFault { get; private set; }

    /// <summary>Takes a frame of the log.</summary>
    public void Take(in LogFrame frame)
    {
        ApplyToIndex(frame);

        if (frame.Lsn <= _catalogued || CatalogueFault is not null)
        {
            return;
        }

        try
        {
            _feed.Take(frame);
        }
        catch (Exception e) when (CatalogueFile.IsUnreadable(e))
        {
            CatalogueFault = e;
        }
    }

    private void ApplyToIndex(in LogFrame frame)
    {
        if (frame.Lsn <= _indexed || IndexFault is not null)
        {
            return;
        }

        try
        {
            IndexReplay.Apply(index, frame);
        }
        catch (Exception e) when (StorageFault.Is(e) || e is ArgumentException)
        {
            // The snapshot cannot be read, or does not fit the log. It is a copy: the log has everything.
            IndexFault = e;
        }
    }

    /// <summary>Commits what waits.</summary>
    public void Finish()
    {
        try
        {
            if (CatalogueFault is null)
            {
                _feed.Commit();
            }
        }
        catch (Exception e) when (CatalogueFile.IsUnreadable(e))
        {
            CatalogueFault = e;
        }
    }
}
