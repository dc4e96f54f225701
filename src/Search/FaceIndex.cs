using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Planning;
using HyperFace.Search.Searching;
using HyperFace.Search.Snapshots;
using HyperFace.Search.Sweep;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

/// <summary>
/// An index of face templates: unit vectors in native memory, searched on cosine similarity by a certified sweep of
/// short codes, through an HNSW graph, or exactly. Searches wait for no change and no linking, and allocate nothing once warm; a lock is taken only by
/// the first to read a part of a snapshot, which is verified then, by a walk that brings some of a snapshot into memory, and for a moment by one that is audited.
/// Every member may be called from any thread. Dispose it: its memory is not the garbage collector's.
/// </summary>
public sealed partial class FaceIndex : IDisposable
{
    private readonly FaceIndexOptions _options;
    private readonly VectorStore _vectors;
    private readonly HnswGraph _graph;
    private readonly CodeStore? _codes;
    private readonly float[] _rotated = [];
    private readonly ErrorBound _bound;
    private readonly ScratchPool _scratches;
    private readonly TemplateDirectory _directory;
    private readonly Lock _changing = new();
    private readonly Lock _linking = new();
    private UseCount _uses;
    private SnapshotFile? _snapshot;

    /// <summary>Makes an empty index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public FaceIndex(FaceIndexOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _vectors = new VectorStore(options.Dimension);
        _directory = new TemplateDirectory(_vectors);
        if (options.HasCodes)
        {
            _codes = new CodeStore(options.Dimension, options.RotationSeed);
            _rotated = new float[_codes.Dimension];
            // Three codes may mislead: peaks, signs and two bits.
            _bound = ErrorBound.Of(_codes.Dimension, options.MissProbability / 3);
        }

        _graph = new HnswGraph(_vectors, _codes, options.Graph);
        _scratches = new ScratchPool(_vectors, _codes);
        _auditor = new WalkAuditor(options.AuditEvery, options.MateRecall);
    }

    /// <summary>Length of a vector.</summary>
    public int Dimension => _options.Dimension;

    /// <summary>Live templates.</summary>
    public long Count => _vectors.Live;

    /// <summary>Templates that the graph answers for, those removed since the last linking included.</summary>
    public long Linked => Math.Max(0, (long)_graph.LinkedSlots - _graph.Waiting.Count - _vectors.FreeSlots);

    /// <summary>Templates not yet linked, those removed meanwhile included: found by scanning or sweeping them.</summary>
    public long Pending
    {
        get
        {
            // In this order: linking never overtakes the count, but the count may grow between the two.
            int waiting = _graph.Waiting.Count;
            int linked = _graph.LinkedSlots;
            return (long)_vectors.Count - linked + waiting;
        }
    }

    /// <summary>
    /// Native memory held for vectors, codes and graph, in bytes; of what was begun last, the untouched pages take none yet. Of a
    /// snapshot sweeps hold the peak codes; walks bring in links, two-bit and byte codes, a mebibyte each, unless these are more than
    /// a quarter of the memory that the process may use.
    /// </summary>
    public long NativeBytes => _vectors.NativeBytes + _directory.NativeBytes + _graph.NativeBytes + (_codes?.NativeBytes ?? 0);

    /// <summary>Bytes of the snapshot file that is mapped; the system keeps in memory what of it is read often, and gives it up when memory is short. Zero for an index made empty.</summary>
    public long MappedBytes => _snapshot?.Length ?? 0;

    /// <summary>The stamp of the snapshot that this index was opened from; zero for one made empty.</summary>
    public SnapshotStamp Stamp { get; private init; }

    /// <summary>How long a linking waits for searches that began before, so that places of removed templates can be used again.</summary>
    internal TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Adds a template; the next search finds it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="vector">Its vector, of any length but zero; it is scaled to unit length.</param>
    /// <exception cref="InvalidTemplateException">The vector is none; nothing was changed.</exception>
    /// <exception cref="ArgumentException">There is a live template of that number.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Add(TemplateId id, SubjectKey subject, ReadOnlySpan<float> vector)
    {
        UnitLength.Measure(vector, Dimension);
        int turn = Enter();
        try
        {
            lock (_changing)
            {
                if (_directory.TryFind(id.Value, out _))
                {
                    throw new ArgumentException($"Template {id.Value} is in the index already.", nameof(id));
                }

                Insert(id, subject, vector);
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>
    /// Gives a live template another vector and subject. A search that begins after this returns finds the new one only; one
    /// that runs meanwhile finds the old one or the new one; one that more than 65,000 updates overtake says that it is not complete.
    /// </summary>
    /// <param name="id">Its number.</param>
    /// <param name="subject">Its subject from now on.</param>
    /// <param name="vector">Its vector from now on, of any length but zero; it is scaled to unit length.</param>
    /// <returns>False when there is no such template; nothing was changed.</returns>
    /// <exception cref="InvalidTemplateException">The vector is none; nothing was changed.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public bool Update(TemplateId id, SubjectKey subject, ReadOnlySpan<float> vector)
    {
        UnitLength.Measure(vector, Dimension);
        int turn = Enter();
        try
        {
            lock (_changing)
            {
                if (!_directory.TryFind(id.Value, out int old))
                {
                    return false;
                }

                // In another slot: whoever is reading the old one goes on reading it.
                _vectors.Ready(old);
                _moved.Reserve();
                _moved.Add(Insert(id, subject, vector));
                _vectors.Kill(old);
                return true;
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>
    /// Removes a template: no search that begins after this returns finds it. The graph lets go of it, and its place is used
    /// again, after the next <see cref="Link"/>.
    /// </summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public bool Remove(TemplateId id)
    {
        int turn = Enter();
        try
        {
            lock (_changing)
            {
                if (!_directory.TryFind(id.Value, out int slot))
                {
                    return false;
                }

                _directory.Forget(id.Value);
                _vectors.Kill(slot);
                return true;
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>Whether there is a live template of that number.</summary>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public bool Contains(TemplateId id)
    {
        int turn = Enter();
        try
        {
            lock (_changing)
            {
                return _directory.TryFind(id.Value, out _);
            }
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>Copies a live template's vector, of unit length, into <paramref name="destination"/>; false when there is none.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than the dimension.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public unsafe bool TryGetVector(TemplateId id, Span<float> destination)
    {
        int turn = Enter();
        try
        {
            int slot;
            lock (_changing)
            {
                if (!_directory.TryFind(id.Value, out slot))
                {
                    return false;
                }
            }

            new ReadOnlySpan<float>(_vectors.Vector(slot), Dimension).CopyTo(destination);
            return true;
        }
        finally
        {
            Leave(turn);
        }
    }

    /// <summary>
    /// Links every template that is pending when it begins into the graph, after taking out of it those that were removed. Their
    /// places are used again by later additions, once every search that was under way has ended, for which this waits a
    /// while: nothing that a search calls may call it. The result depends on what was added and
    /// removed, in which order and between which calls of this, on the seed, and for vectors of fewer than 64
    /// dimensions on whether the processor has 256-bit multiply-add; not on <paramref name="threads"/>. Searches, additions and removals go on meanwhile; a second call waits.
    /// Until it returns, a walk may not reach a few of those just linked, to whom others' lists had no room to lead: that is put right at its end.
    /// </summary>
    /// <param name="threads">Threads to use, 1 or more.</param>
    /// <param name="progress">Told how many templates are linked, after each batch, on the calling thread; may be null.</param>
    /// <param name="cancellation">Stops between two batches; what is linked stays linked and is found.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before all were linked.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public void Link(int threads, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        lock (_linking)
        {
            int turn = Enter();
            try
            {
                int[] detached = _graph.Link(_vectors.Count, threads, _scratches, progress, cancellation);
                Release(detached, ref turn);
            }
            finally
            {
                Leave(turn);
            }
        }
    }

    /// <summary>Frees the native memory, at once or when the last call that is under way returns. Calls that come later are refused.</summary>
    public void Dispose()
    {
        if (_uses.Close())
        {
            Free();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the vectors and the graph of an index that nobody disposed. The scratches free themselves.</summary>
    ~FaceIndex()
    {
        _vectors?.Free();
        _directory?.Free();
        _graph?.Free();
        _codes?.Free();
        _snapshot?.Dispose();
    }

    private unsafe int Insert(TemplateId id, SubjectKey subject, ReadOnlySpan<float> vector)
    {
        bool isReused = _vectors.TryFindFree(out int slot);
        if (!isReused)
        {
            slot = _vectors.Append();
            _codes?.Reserve(slot + 1);
        }

        Span<float> unit = _vectors.Write(slot, id.Value, subject.Value);
        UnitLength.Normalise(vector, unit, Dimension);
        _codes?.Write(slot, unit, _rotated);
        if (isReused)
        {
            _graph.Waiting.Reserve();
        }

        // Nothing from here on takes memory but the directory, which comes first: an addition is there or it is not.
        _directory.Set(id.Value, slot);
        _vectors.Publish(slot);
        if (isReused && slot < _graph.LinkedSlots)
        {
            // Only now: a linking under way passes over whoever is not there yet, and takes it off the list. A new slot never waits:
            // it lies behind the linked ones, and a linking that has reached it by now has linked it.
            _graph.Waiting.Add(slot);
        }

        return slot;
    }

    /// <summary>Lets slots be used again to which nothing leads: detached ones, and those that were removed before their turn to be linked.</summary>
    private void Release(int[] detached, ref int turn)
    {
        List<int> idle;
        lock (_changing)
        {
            idle = IdleSlots();
        }

        // A search that began before may still stand on them; if one stays too long, the next linking tries again.
        if (detached.Length + idle.Count == 0 || !_uses.WaitForOthers(ref turn, LongestWait))
        {
            return;
        }

        _graph.Clear(detached);
        lock (_changing)
        {
            _vectors.Release(detached);
            _vectors.Release([.. idle]);
        }
    }

    private List<int> IdleSlots()
    {
        var idle = new List<int>();
        HashSet<int>? waiting = null;
        for (int slot = 0; slot < _graph.LinkedSlots; slot++)
        {
            if (_vectors.IsDead(slot) && !_vectors.IsFree(slot) && _graph.Links.Level(slot) == LinkStore.Unlinked)
            {
                waiting ??= [.. _graph.Waiting.Slots];
                if (!waiting.Contains(slot))
                {
                    idle.Add(slot);
                }
            }
        }

        return idle;
    }

    private int Enter()
    {
        if (!_uses.TryEnter(out int turn))
        {
            Leave(turn);
            throw new ObjectDisposedException(nameof(FaceIndex));
        }

        return turn;
    }

    private void Leave(int turn)
    {
        if (_uses.Leave(turn))
        {
            Free();
        }
    }

    private void Free()
    {
        _vectors.Free();
        _directory.Free();
        _graph.Free();
        _codes?.Free();
        _scratches.Free();
        _snapshot?.Dispose();
    }
}
