namespace HyperFace.Indexer.Catalogue;

/// <summary>A catalogue at one moment: its file, the layer being written to it, if any, and over both the layer that grows.</summary>
internal sealed record CatalogueView(CatalogueFile File, CatalogueLayer? Writing, CatalogueLayer Growing)
{
    /// <summary>The subject called <paramref name="subjectId"/>, or null.</summary>
    public SubjectEntry? Find(string subjectId)
    {
        if (Growing.TryFind(subjectId, out SubjectEntry? entry) || (Writing is not null && Writing.TryFind(subjectId, out entry)))
        {
            return entry;
        }

        return File.Find(subjectId);
    }

    /// <summary>The subject with <paramref name="key"/>, or null.</summary>
    public SubjectEntry? Find(uint key)
    {
        if (!Growing.TryFind(key, out string? id) && (Writing is null || !Writing.TryFind(key, out id)))
        {
            id = File.IdOf(key);
        }

        return id is not null && Find(id) is { } subject && subject.Key == key ? subject : null;
    }

    /// <summary>The first <paramref name="max"/> subjects after <paramref name="after"/>, in ordinal order of their id.</summary>
    public SubjectEntry[] List(string? after, int max)
    {
        Dictionary<string, SubjectEntry?> over = Over();
        int gone = over.Values.Count(entry => entry is null);
        IEnumerable<SubjectEntry> stored = File.List(after, max + gone).Where(entry => !over.ContainsKey(entry.SubjectId));
        IEnumerable<SubjectEntry> waiting = over.Values.OfType<SubjectEntry>().Where(entry => after is null || string.CompareOrdinal(entry.SubjectId, after) > 0);
        return [.. stored.Concat(waiting).OrderBy(entry => entry.SubjectId, StringComparer.Ordinal).Take(max)];
    }

    /// <summary>What the layers say, the latest word on each id. Taken before the file is read: what moves into it meanwhile is then seen twice, and not missed.</summary>
    private Dictionary<string, SubjectEntry?> Over()
    {
        var over = new Dictionary<string, SubjectEntry?>(Writing?.ById ?? new Dictionary<string, SubjectEntry?>(), StringComparer.Ordinal);
        foreach ((string id, SubjectEntry? entry) in Growing.ById)
        {
            over[id] = entry;
        }

        return over;
    }
}
