using HyperFace.Search.Codes;
using HyperFace.Search.Collecting;
using HyperFace.Search.Graph;
using HyperFace.Search.Memory;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tracing;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Searching;

/// <summary>What one search needs besides the index: made once, used again by later searches, by one thread at a time.</summary>
internal sealed unsafe class SearchScratch : IDisposable
{
    private readonly int _stride;
    private float* _probe;
    private Neighbour[] _neighbours = [];

    /// <param name="vectors">What is searched.</param>
    /// <param name="codes">Its codes; null where there are none.</param>
    public SearchScratch(VectorStore vectors, CodeStore? codes)
    {
        int stride = vectors.Stride;
        _stride = stride;
        Sweep = codes is null ? null : new CertifiedSweep(vectors, codes, Collector);
        _probe = (float*)NativeBlock.Allocate((long)stride * sizeof(float));
    }

    /// <summary>Frees the probe of a scratch that nobody disposed: one thrown away after a failed search.</summary>
    ~SearchScratch() => NativeBlock.Free(_probe);

    /// <summary>Room for a probe of unit length, padded with zeros.</summary>
    public float* Probe => _probe;

    /// <summary>The probe as a span.</summary>
    public Span<float> ProbeSpan => new(_probe, _stride);

    /// <summary>The best subjects.</summary>
    public SubjectCollector Collector { get; } = new();

    /// <summary>What the search may still spend.</summary>
    public SearchBudget Budget { get; } = new();

    /// <summary>Times its stages.</summary>
    public StageWatch Watch { get; } = new();

    /// <summary>The sweep; null where there are no codes.</summary>
    public CertifiedSweep? Sweep { get; }

    /// <summary>The nodes in view.</summary>
    public CandidatePool Pool { get; } = new();

    /// <summary>Whether the walk's view ended before those that it was to find.</summary>
    public bool IsStarved { get; set; }

    /// <summary>Moves of templates that the search knows of: <see cref="MovedTemplates.Count"/> when it last looked.</summary>
    public long Moves { get; set; }

    /// <summary>The nodes seen.</summary>
    public VisitedMarks Visited { get; } = new();

    /// <summary>Room for <paramref name="count"/> neighbours of a node that is being linked; what stood there is lost.</summary>
    public Span<Neighbour> Neighbours(int count)
    {
        if (_neighbours.Length < count)
        {
            _neighbours = new Neighbour[count * 2];
        }

        return _neighbours.AsSpan(0, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeBlock.Free(_probe);
        _probe = null;
        Sweep?.Dispose();
        GC.SuppressFinalize(this);
    }
}
