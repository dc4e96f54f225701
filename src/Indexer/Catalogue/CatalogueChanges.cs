using System.Text.Json;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// Changes decided but not yet committed: reads see them over the catalogue's own content, and dropping this object
/// drops them. The same code applies a record when it is made and when it is replayed. Not thread-safe.
/// </summary>
internal sealed class CatalogueChanges(SubjectCatalogue catalogue)
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    private readonly Dictionary<string, SubjectEntry?> _byId = [];
    private readonly Dictionary<uint, string> _idOfKey = [];

    /// <summary>The subjects touched; null where one is gone.</summary>
    public IReadOnlyDictionary<string, SubjectEntry?> Touched => _byId;

    /// <summary>Keys of the subjects that are gone.</summary>
    public HashSet<uint> RemovedKeys { get; } = [];

    /// <summary>The next free subject key.</summary>
    public uint NextKey { get; private set; } = catalogue.NextKey;

    /// <summary>How many templates these changes add, less those they remove.</summary>
    public long TemplateDelta { get; private set; }

    /// <summary>How many subjects these changes add, less those they remove.</summary>
    public long SubjectDelta { get; private set; }

    /// <summary>The subject called <paramref name="subjectId"/>, these changes included.</summary>
    public SubjectEntry? Find(string subjectId) =>
        _byId.TryGetValue(subjectId, out SubjectEntry? entry) ? entry : catalogue.Find(subjectId);

    /// <summary>The subject with <paramref name="key"/>, these changes included.</summary>
    public SubjectEntry? Find(uint key)
    {
        if (RemovedKeys.Contains(key))
        {
            return null;
        }

        return _idOfKey.TryGetValue(key, out string? id) ? _byId[id] : catalogue.Find(key);
    }

    /// <summary>Applies a frame of the log.</summary>
    public void Apply(in LogFrame frame)
    {
        switch (frame.Kind)
        {
            case LogRecordKind.Enrol:
                Apply(JsonSerializer.Deserialize(frame.Body, LogJson.Default.EnrolBody)!, frame.Lsn, frame.UnixMilliseconds);
                break;
            case LogRecordKind.UpdateSubject:
                Apply(JsonSerializer.Deserialize(frame.Body, LogJson.Default.UpdateSubjectBody)!);
                break;
            case LogRecordKind.Remove:
                Apply(JsonSerializer.Deserialize(frame.Body, LogJson.Default.RemoveBody)!);
                break;
            case LogRecordKind.Settings:
                SettingsBody settings = JsonSerializer.Deserialize(frame.Body, LogJson.Default.SettingsBody)!;
                NextKey = Math.Max(NextKey, settings.NextKey);
                break;
        }
    }

    /// <summary>Adds a template, and its subject if that is new.</summary>
    public void Apply(EnrolBody body, ulong lsn, long unixMilliseconds)
    {
        var template = new TemplateEntry(lsn, body.ContentHash, body.Source, body.Norm, unixMilliseconds, body.JobId, body.Row);
        SubjectEntry? subject = Find(body.Key);
        if (subject is null)
        {
            subject = new SubjectEntry(body.Key, body.SubjectId, NoMetadata, []);
            SubjectDelta++;
        }

        Put(subject with { Templates = [.. subject.Templates, template], Metadata = Merge(subject.Metadata, body.Metadata) });
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
        _idOfKey.Remove(subject.Key);
        RemovedKeys.Add(subject.Key);
        SubjectDelta--;
    }

    private static IReadOnlyDictionary<string, string> Merge(IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string>? added)
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

    private void Put(SubjectEntry subject)
    {
        _byId[subject.SubjectId] = subject;
        _idOfKey[subject.Key] = subject.SubjectId;
    }
}
