using LiteDB;

namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// The subjects of a gallery in a LiteDB file: derived from the log, kept for lookup by id and by key. One thread
/// commits at a time; any number of threads read.
/// </summary>
/// <remarks>
/// LiteDB 5 does not flush at commit and its pages carry no checksum, which is why nothing here is the truth. There is
/// no secondary index, because LiteDB's own <c>Rebuild()</c> fails on collections that have one (litedb-org/LiteDB#2525):
/// subjects are documents under their id, and blocks of 64 consecutive keys hold the ids by key. Readers beside a
/// writer make LiteDB 5.0.20 fail now and then ("page type must be index page"; see docs/decisions/0005-litedb-is-a-catalogue.md),
/// and then it serves nobody any more: hence a lock, held for one document at a time.
/// </remarks>
internal sealed class CatalogueFile : ISubjectLookup, IDisposable
{
    private const int StateId = 0;
    private const int MostYields = 100;

    private readonly ReaderWriterLockSlim _access = new();
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _subjects;
    private readonly ILiteCollection<BsonDocument> _state;
    private readonly KeyBlocks _keys;

    private CatalogueFile(string path)
    {
        Path = path;

        // Ordinal comparison: ids are the caller's bytes, and "a" and "A" are two people.
        _database = new LiteDatabase(new ConnectionString { Filename = path, Connection = ConnectionType.Direct, Collation = Collation.Binary });
        _subjects = _database.GetCollection("subjects", BsonAutoId.ObjectId);
        _keys = new KeyBlocks(_database.GetCollection("keys", BsonAutoId.Int64));
        _state = _database.GetCollection("state", BsonAutoId.Int32);
        ReadState();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The generation of the log this was derived from.</summary>
    public ulong Generation { get; private set; }

    /// <summary>The last LSN applied.</summary>
    public ulong AppliedLsn { get; private set; }

    /// <inheritdoc/>
    public uint NextKey { get; private set; } = 1;

    /// <summary>How many subjects there are.</summary>
    public long Subjects { get; private set; }

    /// <summary>How many templates there are.</summary>
    public long Templates { get; private set; }

    /// <summary>Makes an empty catalogue at <paramref name="path"/>, whatever stood there.</summary>
    public static CatalogueFile Create(string path, ulong generation, uint nextKey)
    {
        Delete(path);
        var file = new CatalogueFile(path) { Generation = generation, NextKey = nextKey };
        file.MakeCollections();
        file.WriteState(new CatalogueLayer { NextKey = nextKey });
        return file;
    }

    /// <summary>Opens the catalogue at <paramref name="path"/>; null when there is none of this generation that LiteDB can read, or it has not reached <paramref name="lsn"/>.</summary>
    public static CatalogueFile? TryOpen(string path, ulong generation, ulong lsn = 0)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var file = new CatalogueFile(path);
            if (file.Generation == generation && file.AppliedLsn >= lsn)
            {
                return file;
            }

            file.Dispose();
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            // The caller makes a new one from the log.
        }

        return null;
    }

    /// <summary>Whether <paramref name="e"/> comes of a damaged or refused file. Not a narrow list: LiteDB reads damaged pages without checking them, and fails wherever that leads.</summary>
    public static bool IsUnreadable(Exception e) =>
        e is LiteException or IOException or UnauthorizedAccessException or InvalidOperationException or InvalidCastException or FormatException
            or ArgumentException or NullReferenceException or IndexOutOfRangeException or OverflowException or KeyNotFoundException or NotSupportedException;

    /// <summary>Deletes a catalogue's files.</summary>
    public static void Delete(string path)
    {
        foreach (string file in Files(path))
        {
            File.Delete(file);
        }
    }

    /// <summary>A catalogue's files: the data, and LiteDB's own log beside it while there is one.</summary>
    public static string[] Files(string path) =>
        [path, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, System.IO.Path.GetFileNameWithoutExtension(path) + "-log" + System.IO.Path.GetExtension(path))];

    /// <inheritdoc/>
    public SubjectEntry? Find(string subjectId) =>
        Read(() => _subjects.FindById(subjectId)) is { } document ? CatalogueDocuments.ToSubject(document) : null;

    /// <inheritdoc/>
    public SubjectEntry? Find(uint key) =>
        IdOf(key) is { } id && Find(id) is { } subject && subject.Key == key ? subject : null;

    /// <summary>The id of the subject with <paramref name="key"/>, or null.</summary>
    public string? IdOf(uint key) => key < NextKey ? Read(() => _keys.Find(key)) : null;

    /// <summary>Up to <paramref name="max"/> subjects in ordinal order of their id, after <paramref name="after"/>.</summary>
    public SubjectEntry[] List(string? after, int max) =>
        Read(() => Query(after, max).ToEnumerable().Select(CatalogueDocuments.ToSubject).ToArray());

    /// <summary>Up to <paramref name="max"/> ids in ordinal order, after <paramref name="after"/>.</summary>
    public string[] Ids(string? after, int max) =>
        Read(() => Query(after, max).ToEnumerable().Select(document => document["_id"].AsString).ToArray());

    /// <summary>Writes a layer as one transaction. Always on one thread, to which LiteDB ties a transaction.</summary>
    public void Commit(CatalogueLayer layer)
    {
        Exclusively(() => _database.BeginTrans());
        try
        {
            // In order of the ids: neighbours share LiteDB's pages.
            foreach ((string id, SubjectEntry? subject) in layer.ById.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                Exclusively(() => Write(id, subject, layer.IsNew(id)));
            }

            foreach (IGrouping<uint, KeyValuePair<uint, string?>> block in KeyBlocks.Group(layer.IdOfKey))
            {
                Exclusively(() => _keys.Write(block, NextKey));
            }

            Exclusively(() =>
            {
                WriteState(layer);
                return _database.Commit();
            });
        }
        catch
        {
            Exclusively(() => _database.Rollback());
            throw;
        }

        AppliedLsn = layer.Lsn;
        NextKey = layer.NextKey;
        Subjects += layer.SubjectDelta;
        Templates += layer.TemplateDelta;
    }

    /// <inheritdoc/>
    public void Dispose() => Exclusively(() =>
    {
        _database.Dispose();
        return true;
    });

    /// <summary>Collections come into being with their first document, and LiteDB fails when one is read while the transaction that makes it is open (litedb-org/LiteDB#2792).</summary>
    private void MakeCollections()
    {
        const string nobody = "nobody";
        _subjects.Insert(new BsonDocument { ["_id"] = nobody });
        _subjects.Delete(nobody);
        _keys.MakeCollection();
    }

    private ILiteQueryableResult<BsonDocument> Query(string? after, int max) =>
        (after is null ? _subjects.Query() : _subjects.Query().Where(LiteDB.Query.GT("_id", after))).OrderBy("_id").Limit(max);

    private bool Write(string id, SubjectEntry? subject, bool isNew)
    {
        if (subject is null)
        {
            return _subjects.Delete(id);
        }

        BsonDocument document = CatalogueDocuments.ToDocument(subject);
        return isNew ? _subjects.Insert(document) is not null : _subjects.Upsert(document);
    }

    private void WriteState(CatalogueLayer layer) => _state.Upsert(new BsonDocument
    {
        ["_id"] = StateId,
        ["generation"] = (long)Generation,
        ["lsn"] = (long)layer.Lsn,
        ["nextKey"] = (long)layer.NextKey,
        ["subjects"] = Subjects + layer.SubjectDelta,
        ["templates"] = Templates + layer.TemplateDelta,
    });

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
        _access.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _access.ExitReadLock();
        }
    }

    /// <summary>Runs one step of a transaction with nobody reading, and lets those who wait read before the next.</summary>
    private void Exclusively(Func<bool> step)
    {
        for (int i = 0; i < MostYields && _access.WaitingReadCount > 0; i++)
        {
            Thread.Yield();
        }

        _access.EnterWriteLock();
        try
        {
            step();
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }
}
