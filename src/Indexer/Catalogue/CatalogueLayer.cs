using System.Collections.Concurrent;

namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// Applied changes that the catalogue's file does not hold yet: the latest entry of each subject touched. The gallery's
/// writer adds; any thread reads meanwhile.
/// </summary>
internal sealed class CatalogueLayer
{
    private readonly ConcurrentDictionary<string, SubjectEntry?> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<uint, string?> _idOfKey = new();
    private readonly HashSet<string> _newIds = new(StringComparer.Ordinal);

    /// <summary>The subjects touched, by id; null where one is gone.</summary>
    public IReadOnlyDictionary<string, SubjectEntry?> ById => _byId;

    /// <summary>The ids of the keys touched; null where the subject is gone.</summary>
    public IReadOnlyDictionary<uint, string?> IdOfKey => _idOfKey;

    /// <summary>Keys touched: what the layer's size is measured by. The writer's to read.</summary>
    public int Count { get; private set; }

    /// <summary>The last LSN in it.</summary>
    public ulong Lsn { get; private set; }

    /// <summary>The next free subject key after it.</summary>
    public uint NextKey { get; set; }

    /// <summary>How many subjects it adds, less those it removes.</summary>
    public long SubjectDelta { get; private set; }

    /// <summary>How many templates it adds, less those it removes.</summary>
    public long TemplateDelta { get; private set; }

    /// <summary>Takes changes over.</summary>
    public void Add(CatalogueChanges changes, ulong lsn)
    {
        foreach ((string id, SubjectEntry? entry) in changes.ById)
        {
            // New to the layers below this one only if this one has not met it either.
            if (changes.NewIds.Contains(id) && !_byId.ContainsKey(id))
            {
                _newIds.Add(id);
            }

            _byId[id] = entry;
        }

        // Keys after ids: who finds a key finds its subject.
        foreach ((uint key, string? id) in changes.IdOfKey)
        {
            Count += _idOfKey.ContainsKey(key) ? 0 : 1;
            _idOfKey[key] = id;
        }

        Lsn = lsn;
        NextKey = changes.NextKey;
        SubjectDelta += changes.SubjectDelta;
        TemplateDelta += changes.TemplateDelta;
    }

    /// <summary>Whether the file cannot hold this id: it was first met in this layer.</summary>
    public bool IsNew(string subjectId) => _newIds.Contains(subjectId);

    /// <summary>Whether the layer knows what became of <paramref name="subjectId"/>.</summary>
    public bool TryFind(string subjectId, out SubjectEntry? entry) => _byId.TryGetValue(subjectId, out entry);

    /// <summary>Whether the layer knows whose <paramref name="key"/> is.</summary>
    public bool TryFind(uint key, out string? subjectId) => _idOfKey.TryGetValue(key, out subjectId);
}
