using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Searching;
using HyperFace.Search.Sweep;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

/// <summary>
/// An index of face templates: unit vectors in native memory, searched on cosine similarity by a certified sweep of
/// short codes, through an HNSW graph, or exactly. Searches take no lock, allocate nothing once warm, and run beside additions, removals and linking.
/// Every member may be called from any thread. Dispose it: its memory is not the garbage collector's.
/// </summary>
public sealed partial class FaceIndex : IDisposable
{
    private readonly FaceIndexOptions _options;
    private readonly VectorStore _vectors;
    private readonly HnswGraph _graph;
    private readonly CodeStore? _codes;
    private readonly float[] _rotated = [];
    private readonly double _reach;
    private readonly ScratchPool _scratches;
    private readonly Dictionary<ulong, int> _slots = [];
    private readonly Lock _changing = new();
    private readonly Lock _linking = new();
    private UseCount _uses;

    /// <summary>Makes an empty index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public FaceIndex(FaceIndexOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _vectors = new VectorStore(options.Dimension);
        if (options.Dimension >= FaceIndexOptions.LeastCodedDimension)
        {
            _codes = new CodeStore(options.Dimension, _vectors.SlotBits, options.RotationSeed);
            _rotated = new float[_codes.Dimension];
            // Two codes may mislead, one after the other.
            _reach = ErrorBound.Of(_codes.Dimension, options.MissProbability / 2);
        }

        _graph = new HnswGraph(_vectors, _codes, options.Graph);
        _scratches = new ScratchPool(_vectors, _codes);
    }

    /// <summary>Length of a vector.</summary>
    public int Dimension => _options.Dimension;

    /// <summary>Live templates.</summary>
    public long Count => _vectors.Live;

    /// <summary>Templates that the graph answers for, those removed since they were added included.</summary>
    public long Linked => _graph.LinkedSlots;

    /// <summary>Templates not yet linked, those removed meanwhile included: found by scanning.</summary>
    public long Pending
    {
        get
        {
            // In this order: linking never overtakes the count, but the count may grow between the two.
            long linked = _graph.LinkedSlots;
            return _vectors.Count - linked;
        }
    }

    /// <summary>Native memory held for vectors, codes and graph, in bytes; of the last segment begun, the untouched pages take none yet.</summary>
    public long NativeBytes => _vectors.NativeBytes + _graph.NativeBytes + (_codes?.NativeBytes ?? 0);

    /// <summary>The stamp of the snapshot that this index was opened from; zero for one made empty.</summary>
    public SnapshotStamp Stamp { get; private init; }

    /// <summary>Adds a template; the next search finds it.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="vector">Its vector, of any length but zero; it is scaled to unit length.</param>
    /// <exception cref="InvalidTemplateException">The vector is none; nothing was changed.</exception>
    /// <exception cref="ArgumentException">There is a live template of that number.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public unsafe void Add(TemplateId id, SubjectKey subject, ReadOnlySpan<float> vector)
    {
        UnitLength.Measure(vector, Dimension);
        Enter();
        try
        {
            lock (_changing)
            {
                if (_slots.ContainsKey(id.Value))
                {
                    throw new ArgumentException($"Template {id.Value} is in the index already.", nameof(id));
                }

                int slot = _vectors.Reserve(id.Value, subject.Value);
                var unit = new Span<float>(_vectors.Vector(slot), Dimension);
                UnitLength.Normalise(vector, unit, Dimension);
                _codes?.Reserve(slot + 1);
                _codes?.Write(slot, unit, _rotated);
                _slots.Add(id.Value, slot);
                _vectors.Publish(slot);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Removes a template: no search that begins after this returns finds it. Its place is freed when the index is built anew.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public bool Remove(TemplateId id)
    {
        Enter();
        try
        {
            lock (_changing)
            {
                if (!_slots.Remove(id.Value, out int slot))
                {
                    return false;
                }

                _vectors.Kill(slot);
                return true;
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Whether there is a live template of that number.</summary>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public bool Contains(TemplateId id)
    {
        Enter();
        try
        {
            lock (_changing)
            {
                return _slots.ContainsKey(id.Value);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Copies a live template's vector, of unit length, into <paramref name="destination"/>; false when there is none.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than the dimension.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public unsafe bool TryGetVector(TemplateId id, Span<float> destination)
    {
        Enter();
        try
        {
            int slot;
            lock (_changing)
            {
                if (!_slots.TryGetValue(id.Value, out slot))
                {
                    return false;
                }
            }

            new ReadOnlySpan<float>(_vectors.Vector(slot), Dimension).CopyTo(destination);
            return true;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>
    /// Links every template that is pending when it begins into the graph. The result depends on what was added and
    /// removed, in which order and between which calls of this, on the seed, and for vectors of fewer than 64
    /// dimensions on whether the processor has 256-bit multiply-add; not on <paramref name="threads"/>. Searches, additions and removals go on meanwhile; a second call waits.
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
        Enter();
        try
        {
            lock (_linking)
            {
                _graph.Link(_vectors.Count, threads, _scratches, progress, cancellation);
            }
        }
        finally
        {
            Leave();
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
        _graph?.Free();
        _codes?.Free();
    }

    private void Enter()
    {
        if (!_uses.TryEnter())
        {
            Leave();
            throw new ObjectDisposedException(nameof(FaceIndex));
        }
    }

    private void Leave()
    {
        if (_uses.Leave())
        {
            Free();
        }
    }

    private void Free()
    {
        _vectors.Free();
        _graph.Free();
        _codes?.Free();
        _scratches.Free();
    }
}
