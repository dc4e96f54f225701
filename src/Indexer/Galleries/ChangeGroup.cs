using System.Text.Json;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Galleries;

/// <summary>Changes that are decided together, written with one write and made durable with one flush. Not thread-safe.</summary>
internal sealed class ChangeGroup(OpenGallery gallery, TimeProvider time)
{
    private readonly List<(TemplateId Id, SubjectKey Subject, ReadOnlyMemory<float> Vector)> _added = [];
    private readonly List<TemplateId> _removed = [];
    private readonly ulong _durableLsn = gallery.Log.DurableLsn;
    private ulong _lsn = gallery.Log.DurableLsn;

    /// <summary>The frames to write.</summary>
    public FrameBuffer Frames { get; } = new();

    /// <summary>The catalogue as it will stand.</summary>
    public CatalogueChanges Catalogue { get; } = new(gallery.Catalogue);

    /// <summary>Records a template; <paramref name="vector"/> has unit length and must not change any more. Returns its id.</summary>
    public ulong Enrol(EnrolBody body, ReadOnlyMemory<float> vector)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Frames.Add(LogRecordKind.Enrol, ++_lsn, _durableLsn, now, vector.Span, JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.EnrolBody));
        Catalogue.Apply(body, _lsn, now);
        _added.Add((new TemplateId(_lsn), new SubjectKey(body.Key), vector));
        return _lsn;
    }

    /// <summary>Records the new metadata of a subject.</summary>
    public void Update(UpdateSubjectBody body)
    {
        Frames.Add(LogRecordKind.UpdateSubject, ++_lsn, _durableLsn, time.GetUtcNow().ToUnixTimeMilliseconds(), [], JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.UpdateSubjectBody));
        Catalogue.Apply(body);
    }

    /// <summary>Records the removal of templates.</summary>
    public void Remove(RemoveBody body)
    {
        Frames.Add(LogRecordKind.Remove, ++_lsn, _durableLsn, time.GetUtcNow().ToUnixTimeMilliseconds(), [], JsonSerializer.SerializeToUtf8Bytes(body, LogJson.Default.RemoveBody));
        Catalogue.Apply(body);
        foreach (ulong id in body.TemplateIds)
        {
            _removed.Add(new TemplateId(id));
        }
    }

    /// <summary>Makes the group durable, then visible. When the log refuses, nothing has changed.</summary>
    public void Commit()
    {
        if (Frames.LastLsn == 0)
        {
            return;
        }

        gallery.Log.Append(Frames);

        // Catalogue before index: what a search finds can then always be named.
        gallery.Catalogue.Commit(Catalogue, Frames.LastLsn);
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
}
