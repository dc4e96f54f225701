using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Catalogue;

/// <summary>Feeds records of the log into a catalogue's file, many to a transaction. Not thread-safe.</summary>
internal sealed class CatalogueFeed(CatalogueFile file)
{
    private const int Group = 1 << 14;

    private CatalogueChanges _changes = new(file);
    private int _waiting;
    private ulong _lsn;

    /// <summary>Takes a record.</summary>
    public void Take(in LogFrame frame)
    {
        _changes.Apply(frame);
        Pass(frame.Lsn);
    }

    /// <summary>Takes an enrolment with a body of its own.</summary>
    public void Take(EnrolBody body, ulong lsn, long unixMilliseconds)
    {
        _changes.Apply(body, lsn, unixMilliseconds);
        Pass(lsn);
    }

    /// <summary>Takes note of a record that changes nothing.</summary>
    public void Pass(ulong lsn)
    {
        _lsn = lsn;
        if (++_waiting == Group)
        {
            Commit();
        }
    }

    /// <summary>Brings the file up to the last record.</summary>
    public void Commit()
    {
        if (_waiting == 0)
        {
            return;
        }

        var layer = new CatalogueLayer();
        layer.Add(_changes, _lsn);
        file.Commit(layer);
        _changes = new CatalogueChanges(file);
        _waiting = 0;
    }
}
