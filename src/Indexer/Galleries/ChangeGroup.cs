using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Galleries;

/// <summary>Changes that are decided together, written with one write and made durable with one flush. Not thread-safe.</summary>
internal sealed class ChangeGroup(OpenGallery gallery, FrameBuffer frames, TimeProvider time)
{
    private readonly List<(TemplateId Id, SubjectKey Subject, ReadOnlyMemory<float> Vector)> _added = [];
    private readonly List<TemplateId> _removed = [];
    private readonly ulong _durableLsn = gallery.Log.DurableLsn;
    private ulong _lsn = gallery.Log.DurableLsn;

    /// <summary>Bytes to write so far.</summary>
    public int Bytes => frames.Bytes.Length;

    /// <summary>The catalogue as it will stand.</summary>
    public CatalogueChanges Catalogue { get; } = new(gallery.Catalogue);

    /// <summary>Records a template; <paramref name="vector"/> has unit length and must not change any more. Returns its id.</summary>
    public ulong Enrol(EnrolBody body, ReadOnlyMemory<float> vector)
    {
        byte[] encoded = RecordBody.Encode(body);
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Catalogue.Apply(body, _lsn + 1, now);
        Add(LogRecordKind.Enrol, now, vector.Span, encoded);
        _added.Add((new TemplateId(_lsn), new SubjectKey(body.Key), vector));
        return _lsn;
    }

    /// <summary>Records the new metadata of a subject.</summary>
    public void Update(UpdateSubjectBody body)
    {
        byte[] encoded = RecordBody.Encode(body);
        Catalogue.Apply(body);
        Add(LogRecordKind.UpdateSubject, time.GetUtcNow().ToUnixTimeMilliseconds(), [], encoded);
    }

    /// <summary>Records the removal of templates.</summary>
    public void Remove(RemoveBody body)
    {
        byte[] encoded = RecordBody.Encode(body);
        Catalogue.Apply(body);
        Add(LogRecordKind.Remove, time.GetUtcNow().ToUnixTimeMilliseconds(), [], encoded);
        foreach (ulong id in body.TemplateIds)
        {
            _removed.Add(new TemplateId(id));
        }
    }

    /// <summary>Makes the group durable, then visible. When the log refuses, nothing has changed.</summary>
    public void Commit()
    {
        if (_lsn == _durableLsn)
        {
            return;
        }

        gallery.Log.Append(frames);

        // Catalogue before index: what a search finds can then always be named.
        gallery.Catalogue.Apply(Catalogue, _lsn);
        FaceIndex index = gallery.Live.Index;
        foreach ((TemplateId id, SubjectKey subject, ReadOnlyMemory<float> vector) in _added)
        {
            index.Add(id, subject, vector.Span);
        }

        foreach (TemplateId id in _removed)
        {
            index.Remove(id);
        }
    }

    /// <summary>Adds a frame with the next LSN. It comes last and cannot fail: a change that throws must have left nothing in the group.</summary>
    private void Add(LogRecordKind kind, long unixMilliseconds, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body) =>
        frames.Add(kind, ++_lsn, _durableLsn, unixMilliseconds, vector, body);
}
