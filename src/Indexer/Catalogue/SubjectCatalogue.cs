using LiteDB;

namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// The subjects of a gallery in LiteDB: derived from the log, kept for lookup by id and by key. One writer; any
/// number of readers, which wait only while the file is swapped by a rebuild.
/// </summary>
/// <remarks>
/// LiteDB 5 does not flush at commit and its pages carry no checksum, which is why nothing here is the truth. Two
/// collections keyed by <c>_id</c> stand in for a secondary index, because LiteDB's own <c>Rebuild()</c> fails on
/// collections that have one (litedb-org/LiteDB#2525).
/// </remarks>
internal sealed class SubjectCatalogue : IDisposable
{
    private const int StateId = 0;

    private readonly string _path;
    private readonly ReaderWriterLockSlim _swap = new();
    private LiteDatabase _database;
    private ILiteCollection<BsonDocument> _subjects;
    private ILiteCollection<BsonDocument> _names;
    private ILiteCollection<BsonDocument> _state;

    private SubjectCatalogue(string path)
    {
        _path = path;
        (_database, _subjects, _names, _state) = OpenDatabase(path);
        ReadState();
    }

    /// <summary>The generation of the log this was derived from.</summary>
    public ulong Generation { get; private set; }

    /// <summary>The last LSN applied.</summary>
    public ulong AppliedLsn { get; private set; }

    /// <summary>The next free subject key.</summary>
    public uint NextKey { get; private set; } = 1;

    /// <summary>How many subjects there are.</summary>
    public long Subjects { get; private set; }

    /// <summary>How many templates there are.</summary>
    public long Templates { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long BytesOnDisk => Files(_path).Where(File.Exists).Sum(file => new FileInfo(file).Length);

    /// <summary>Makes an empty catalogue at <paramref name="path"/>, whatever stood there.</summary>
    public static SubjectCatalogue Create(string path, ulong generation)
    {
        Delete(path);
        return new SubjectCatalogue(path) { Generation = generation };
    }

    /// <summary>Opens the catalogue at <paramref name="path"/>; null when there is none, or none that LiteDB can read.</summary>
    public static SubjectCatalogue? TryOpen(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return new SubjectCatalogue(path);
        }
        catch (Exception e) when (e is LiteException or IOException or InvalidOperationException or InvalidCastException or FormatException or ArgumentException or NullReferenceException or IndexOutOfRangeException or OverflowException)
        {
            // Not a narrow list: LiteDB reads damaged pages without checking them, and fails wherever that leads.
            return null;
        }
    }

    /// <summary>Deletes a catalogue's files.</summary>
    public static void Delete(string path)
    {
        foreach (string file in Files(path))
        {
            File.Delete(file);
        }
    }

    /// <summary>The subject called <paramref name="subjectId"/>, or null. Safe on any thread.</summary>
    public SubjectEntry? Find(string subjectId) =>
        Read(() => _names.FindById(subjectId) is { } name && _subjects.FindById(name["k"]) is { } document ? CatalogueDocuments.ToSubject(document) : null);

    /// <summary>The subject with <paramref name="key"/>, or null. Safe on any thread.</summary>
    public SubjectEntry? Find(uint key) =>
        Read(() => _subjects.FindById((long)key) is { } document ? CatalogueDocuments.ToSubject(document) : null);

    /// <summary>Up to <paramref name="max"/> subjects in ordinal order of their id, after <paramref name="after"/>. Safe on any thread.</summary>
    public IReadOnlyList<SubjectEntry> List(string? after, int max) => Read(() =>
    {
        IEnumerable<BsonDocument> names = after is null
            ? _names.Find(Query.All(), limit: max)
            : _names.Find(Query.GT("_id", after), limit: max);
        return names.Select(name => CatalogueDocuments.ToSubject(_subjects.FindById(name["k"]))).ToArray();
    });

    /// <summary>The keys of the subjects whose metadata has every pair of <paramref name="metadata"/>: a scan. Safe on any thread.</summary>
    public IReadOnlyList<uint> KeysWith(IReadOnlyDictionary<string, string> metadata) => Read(() => _subjects
        .FindAll()
        .Where(document => metadata.All(pair => document["m"].AsDocument[pair.Key] is { IsString: true } value && value.AsString == pair.Value))
        .Select(document => (uint)document["_id"].AsInt64)
        .ToArray());

    /// <summary>Commits decided changes as one transaction. Only the gallery's writer calls this.</summary>
    public void Commit(CatalogueChanges changes, ulong lsn)
    {
        _database.BeginTrans();
        try
        {
            foreach (uint key in changes.RemovedKeys)
            {
                _subjects.Delete((long)key);
            }

            foreach ((string id, SubjectEntry? subject) in changes.Touched)
            {
                if (subject is null)
                {
                    _names.Delete(id);
                    continue;
                }

                _subjects.Upsert(CatalogueDocuments.ToDocument(subject));
                _names.Upsert(new BsonDocument { ["_id"] = id, ["k"] = (long)subject.Key });
            }

            _state.Upsert(new BsonDocument
            {
                ["_id"] = StateId,
                ["generation"] = (long)Generation,
                ["lsn"] = (long)lsn,
                ["nextKey"] = (long)changes.NextKey,
                ["subjects"] = Subjects + changes.SubjectDelta,
                ["templates"] = Templates + changes.TemplateDelta,
            });
            _database.Commit();
        }
        catch
        {
            _database.Rollback();
            throw;
        }

        AppliedLsn = lsn;
        NextKey = changes.NextKey;
        Subjects += changes.SubjectDelta;
        Templates += changes.TemplateDelta;
    }

    /// <summary>Takes over the content of <paramref name="next"/>, which is closed, moved over this one's file and opened here.</summary>
    public void ReplaceWith(SubjectCatalogue next)
    {
        next.Dispose();
        _swap.EnterWriteLock();
        try
        {
            _database.Dispose();
            Delete(_path);
            File.Move(next._path, _path);
            DurableFile.FlushFolder(Path.GetDirectoryName(_path)!);
            (_database, _subjects, _names, _state) = OpenDatabase(_path);
            ReadState();
        }
        finally
        {
            _swap.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database.Dispose();
        _swap.Dispose();
    }

    private static IEnumerable<string> Files(string path) =>
        [path, Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path))];

    private static (LiteDatabase Database, ILiteCollection<BsonDocument> Subjects, ILiteCollection<BsonDocument> Names, ILiteCollection<BsonDocument> State) OpenDatabase(string path)
    {
        // Ordinal comparison: ids are the caller's bytes, and "a" and "A" are two people.
        var database = new LiteDatabase(new ConnectionString { Filename = path, Connection = ConnectionType.Direct, Collation = Collation.Binary });
        return (database, database.GetCollection("subjects", BsonAutoId.Int64), database.GetCollection("names", BsonAutoId.ObjectId), database.GetCollection("state", BsonAutoId.Int32));
    }

    private void ReadState()
    {
        if (_state.FindById(StateId) is not { } state)
        {
            return;
        }

        Generation = (ulong)state["generation"].AsInt64;
        AppliedLsn = (ulong)state["lsn"].AsInt64;
        NextKey = (uint)state["nextKey"].AsInt64;
        Subjects = state["subjects"].AsInt64;
        Templates = state["templates"].AsInt64;
    }

    private T Read<T>(Func<T> read)
    {
        _swap.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _swap.ExitReadLock();
        }
    }
}
