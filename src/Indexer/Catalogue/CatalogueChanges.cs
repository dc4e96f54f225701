using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// Changes decided but not yet applied: reads see them over what stands <paramref name="below"/>, and dropping this
/// object drops them. The same code applies a record when it is made and when it is replayed. Not thread-safe.
/// </summary>
internal sealed class CatalogueChanges(ISubjectLookup below)
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly Dictionary<string, SubjectEntry?> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<uint, string?> _idOfKey = [];

    /// <summary>The subjects touched, by id; null where one is gone.</summary>
    public IReadOnlyDictionary<string, SubjectEntry?> ById => _byId;

    /// <summary>The ids of the keys touched; null where the subject is gone.</summary>
    public IReadOnlyDictionary<uint, string?> IdOfKey => _idOfKey;

    /// <summary>The ids that nothing below knew before.</summary>
    public HashSet<string> NewIds { get; } = new(StringComparer.Ordinal);

    /// <summary>The next free subject key.</summary>
    public uint NextKey { get; private set; } = below.NextKey;

    /// <summary>How many templates these changes add, less those they remove.</summary>
    public long TemplateDelta { get; private set; }

    /// <summary>How many subjects these changes add, less those they remove.</summary>
    public long SubjectDelta { get; private set; }

    /// <summary>The subject called <paramref name="subjectId"/>, these changes included.</summary>
    public SubjectEntry? Find(string subjectId) =>
        _byId.TryGetValue(subjectId, out SubjectEntry? entry) ? entry : below.Find(subjectId);

    /// <summary>Applies a frame of the log.</summary>
    public void Apply(in LogFrame frame)
    {
        switch (frame.Kind)
        {
            case LogRecordKind.Enrol:
                Apply(RecordBody.Enrol(frame), frame.Lsn, frame.UnixMilliseconds);
                break;
            case LogRecordKind.UpdateSubject:
                Apply(RecordBody.UpdateSubject(frame));
                break;
            case LogRecordKind.Remove:
                Apply(RecordBody.Remove(frame));
                break;
        }
    }

    /// <summary>Adds a template, and its subject if that is new.</summary>
    public void Apply(EnrolBody body, ulong lsn, long unixMilliseconds)
    {
        var template = new TemplateEntry(lsn, body.ContentHash, body.Source, body.Norm, unixMilliseconds, body.JobId, body.Row, body.Images);
        if (Find(body.Key) is { } subject)
        {
            if (subject.SubjectId != body.SubjectId)
            {
                throw new LogDamagedException($"Record {lsn} of the log enrols '{body.SubjectId}' under key {body.Key}, which is that of '{subject.SubjectId}'.");
            }

            Put(subject with { Templates = [.. subject.Templates, template], Metadata = Merge(subject.Metadata, body.Metadata) });
        }
        else
        {
            MakeRoomFor(body.SubjectId);
            Put(new SubjectEntry(body.Key, body.SubjectId, Merge(NoMetadata, body.Metadata), [template]));
            SubjectDelta++;
        }

        TemplateDelta++;
        NextKey = Math.Max(NextKey, checked(body.Key + 1));
    }

    /// <summary>Replaces a subject's metadata; nothing happens when the subject is gone.</summary>
    public void Apply(UpdateSubjectBody body)
    {
        if (Find(body.Key) is { } subject)
        {
            Put(subject with { Metadata = body.Metadata });
        }
    }

    /// <summary>Removes templates, and the subject with its last one; what is gone already is passed over.</summary>
    public void Apply(RemoveBody body)
    {
        if (Find(body.Key) is not { } subject)
        {
            return;
        }

        TemplateEntry[] kept = [.. subject.Templates.Where(t => !body.TemplateIds.Contains(t.Id))];
        TemplateDelta -= subject.Templates.Count - kept.Length;
        if (kept.Length > 0)
        {
            Put(subject with { Templates = kept });
            return;
        }

        _byId[subject.SubjectId] = null;
        _idOfKey[subject.Key] = null;
        SubjectDelta--;
    }

    /// <summary>What a subject's metadata becomes when an enrolment brings <paramref name="added"/>.</summary>
    public static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string>? added)
    {
        if (added is null || added.Count == 0)
        {
            return old;
        }

        var merged = new Dictionary<string, string>(old);
        foreach ((string name, string value) in added)
        {
            merged[name] = value;
        }

        return merged;
    }

    /// <summary>Makes sure that a new subject's id is free. It always is, unless the record that removed its last bearer was lost with a damaged part of the log.</summary>
    private void MakeRoomFor(string subjectId)
    {
        if (Find(subjectId) is { } displaced)
        {
            _idOfKey[displaced.Key] = null;
            TemplateDelta -= displaced.Templates.Count;
            SubjectDelta--;
        }
        else if (!_byId.ContainsKey(subjectId))
        {
            NewIds.Add(subjectId);
        }
    }

    private SubjectEntry? Find(uint key)
    {
        if (key >= NextKey)
        {
            return null;
        }

        return _idOfKey.TryGetValue(key, out string? id) ? (id is null ? null : _byId[id]) : below.Find(key);
    }

    private void Put(SubjectEntry subject)
    {
        _byId[subject.SubjectId] = subject;
        _idOfKey[subject.Key] = subject.SubjectId;
    }
}
