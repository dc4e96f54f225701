namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// The subjects of an open gallery. A change is visible as soon as it is applied; the file follows in the background,
/// many changes to a transaction, and carries the LSN that it has reached: what it lacks after a crash is in the log.
/// One writer; any number of readers, which wait only while the file is swapped by a rebuild.
/// </summary>
internal sealed class SubjectCatalogue : ISubjectLookup, IDisposable
{
    /// <summary>With so many subjects waiting while as many are being written, the gallery's writer waits for the file.</summary>
    private const int MaxWaiting = 1 << 15;

    private const int PageLength = 10_000;

    /// <summary>So many ids that turn out to be nobody's make it worth while to learn all ids there are.</summary>
    private const int UnknownBeforeLearning = 256;

    private readonly ReaderWriterLockSlim _swap = new();
    private readonly object _layering = new();
    private volatile CatalogueView _view;
    private readonly KnownIds _known;
    private Task _writing = Task.CompletedTask;
    private int _unknown;
    private bool _isWriting;
    private bool _closed;
    private Exception? _fault;

    /// <summary>Takes over <paramref name="file"/>.</summary>
    public SubjectCatalogue(CatalogueFile file)
    {
        _view = new CatalogueView(file, null, new CatalogueLayer());
        _known = new KnownIds(file.Subjects);
        TakeState(file);
        if (file.Subjects == 0)
        {
            _known.Complete();
        }
    }

    /// <inheritdoc/>
    public uint NextKey { get; private set; }

    /// <summary>How many subjects there are.</summary>
    public long Subjects { get; private set; }

    /// <summary>How many templates there are.</summary>
    public long Templates { get; private set; }

    /// <summary>A read failed: the file is not to be trusted when the gallery is opened again.</summary>
    public bool IsSuspect { get; private set; }

    /// <summary>Bytes on disk.</summary>
    public long BytesOnDisk => CatalogueFile.Files(_view.File.Path).Select(file => new FileInfo(file)).Sum(info => info.Exists ? info.Length : 0);

    /// <inheritdoc/>
    /// <remarks>Safe on any thread.</remarks>
    public SubjectEntry? Find(string subjectId)
    {
        if (!_known.MayHold(subjectId))
        {
            return null;
        }

        SubjectEntry? entry = Read(view => view.Find(subjectId));
        if (entry is null && !_known.IsComplete && Interlocked.Increment(ref _unknown) == UnknownBeforeLearning)
        {
            _ = Task.Run(LearnIds);
        }

        return entry;
    }

    /// <inheritdoc/>
    /// <remarks>Safe on any thread.</remarks>
    public SubjectEntry? Find(uint key) => Read(view => view.Find(key));

    /// <summary>Up to <paramref name="max"/> subjects in ordinal order of their id, after <paramref name="after"/>. Safe on any thread.</summary>
    public IReadOnlyList<SubjectEntry> List(string? after, int max) => Read(view => view.List(after, max));

    /// <summary>The keys of the subjects whose metadata has every pair of <paramref name="metadata"/>: a scan, page by page, so that it holds nobody up. Safe on any thread.</summary>
    public IReadOnlyList<uint> KeysWith(IReadOnlyDictionary<string, string> metadata)
    {
        var keys = new List<uint>();
        IReadOnlyList<SubjectEntry> page = List(after: null, PageLength);
        while (page.Count > 0)
        {
            keys.AddRange(page.Where(entry => Has(entry, metadata)).Select(entry => entry.Key));
            page = List(page[^1].SubjectId, PageLength);
        }

        return keys;
    }

    /// <summary>
    /// Makes sure that changes can be applied: waits while too many wait for the file, and tries the file again after
    /// it was refused. Only the gallery's writer calls this.
    /// </summary>
    /// <exception cref="GalleryStorageException">The file cannot be written.</exception>
    public void RequireRoom()
    {
        lock (_layering)
        {
            bool refused = _fault is not null;
            if (refused)
            {
                StartWriting();
            }

            while (_isWriting && (refused || _view.Growing.Count >= MaxWaiting))
            {
                Monitor.Wait(_layering);
            }

            if (_fault is { } fault)
            {
                throw new GalleryStorageException($"The catalogue '{_view.File.Path}' cannot be written, so no change is taken: {fault.Message} What was acknowledged is safe in the log. Make room on the device and try again.", fault);
            }
        }
    }

    /// <summary>Makes decided changes visible, and has them written. Only the gallery's writer calls this.</summary>
    public void Apply(CatalogueChanges changes, ulong lsn)
    {
        lock (_layering)
        {
            foreach ((string id, SubjectEntry? entry) in changes.ById)
            {
                if (entry is not null)
                {
                    _known.Add(id);
                }
            }

            _view.Growing.Add(changes, lsn);
            NextKey = changes.NextKey;
            Subjects += changes.SubjectDelta;
            Templates += changes.TemplateDelta;
            if (_fault is null)
            {
                StartWriting();
            }
        }
    }

    /// <summary>
    /// Takes over the content of <paramref name="next"/>, which is closed, moved over this one's file and opened here.
    /// Only the gallery's writer calls this.
    /// </summary>
    public void ReplaceWith(CatalogueFile next)
    {
        Settle();
        next.Dispose();
        _swap.EnterWriteLock();
        try
        {
            string path = _view.File.Path;
            _view.File.Dispose();
            CatalogueFile.Delete(path);
            File.Move(next.Path, path);
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
            CatalogueFile file = CatalogueFile.TryOpen(path, next.Generation, next.AppliedLsn) ?? throw new IOException($"'{path}' does not hold what was written to it.");
            _view = new CatalogueView(file, null, new CatalogueLayer());
            _fault = null;
            TakeState(file);
        }
        finally
        {
            _swap.ExitWriteLock();
        }
    }

    /// <summary>Waits until nothing waits for the file, or until it has refused.</summary>
    public void Settle()
    {
        lock (_layering)
        {
            StartWriting();
        }

        _writing.Wait();
    }

    /// <summary>Writes what waits, if it can be written, and closes the file. Reads fail from now on.</summary>
    public void Dispose()
    {
        Settle();
        _swap.EnterWriteLock();
        try
        {
            _closed = true;
            _view.File.Dispose();
        }
        finally
        {
            _swap.ExitWriteLock();
        }
    }

    /// <summary>Reads all ids, page by page. Ids that come meanwhile are added as they come.</summary>
    private void LearnIds()
    {
        try
        {
            string? after = null;
            while (Read(view => view.File.Ids(after, PageLength)) is { Length: > 0 } page)
            {
                lock (_layering)
                {
                    Array.ForEach(page, _known.Add);
                }

                after = page[^1];
            }

            _known.Complete();
        }
        catch (Exception e) when (e is ObjectDisposedException or GalleryStorageException)
        {
            // Closed, or about to be: nobody will ask.
        }
    }

    private static bool Has(SubjectEntry entry, IReadOnlyDictionary<string, string> metadata) =>
        metadata.All(pair => entry.Metadata.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    private T Read<T>(Func<CatalogueView, T> read)
    {
        _swap.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Gallery));
            return read(_view);
        }
        catch (Exception e) when (!_closed && CatalogueFile.IsUnreadable(e))
        {
            IsSuspect = true;
            throw new GalleryStorageException($"The catalogue '{_view.File.Path}' cannot be read ({e.Message}) Close the gallery and open it again: the catalogue is then made anew from the log.", e);
        }
        finally
        {
            _swap.ExitReadLock();
        }
    }

    private void TakeState(CatalogueFile file)
    {
        NextKey = file.NextKey;
        Subjects = file.Subjects;
        Templates = file.Templates;
    }

    /// <summary>Under the lock: one task at a time writes, until nothing waits.</summary>
    private void StartWriting()
    {
        if (!_isWriting)
        {
            _fault = null;
            _isWriting = true;
            _writing = Task.Run(WriteLayers);
        }
    }

    private void WriteLayers()
    {
        while (NextLayer() is { } layer)
        {
            try
            {
                _view.File.Commit(layer);
            }
            catch (Exception e)
            {
                Reopen();
                StopWriting(e);
                return;
            }

            lock (_layering)
            {
                _view = _view with { Writing = null };
            }
        }
    }

    /// <summary>The layer to write: one that was refused before, else the one that has grown; null when nothing waits, and the writing has stopped.</summary>
    private CatalogueLayer? NextLayer()
    {
        lock (_layering)
        {
            if (_view.Writing is null && _view.Growing.Count > 0)
            {
                _view = _view with { Writing = _view.Growing, Growing = new CatalogueLayer() };
            }

            if (_view.Writing is null)
            {
                _isWriting = false;
            }

            Monitor.PulseAll(_layering);
            return _view.Writing;
        }
    }

    private void StopWriting(Exception fault)
    {
        lock (_layering)
        {
            _fault = fault;
            _isWriting = false;
            Monitor.PulseAll(_layering);
        }
    }

    /// <summary>LiteDB serves nothing any more once a write was refused: the file is opened anew, so that at least readers go on.</summary>
    private void Reopen()
    {
        _swap.EnterWriteLock();
        try
        {
            CatalogueFile old = _view.File;
            old.Dispose();
            if (CatalogueFile.TryOpen(old.Path, old.Generation, old.AppliedLsn) is { } file)
            {
                lock (_layering)
                {
                    _view = _view with { File = file };
                }
            }
        }
        catch (Exception e) when (CatalogueFile.IsUnreadable(e))
        {
            // The refusal that led here says more than this one.
        }
        finally
        {
            _swap.ExitWriteLock();
        }
    }
}
