using HyperFace.Search;

namespace HyperFace.Synthesis.Packing;

/// <summary>One thread's room for some probes and what was found for them.</summary>
internal sealed class ProbeRoom(int probes, int dimension, int candidates) : IDisposable
{
    private readonly float[] _probes = new float[probes * dimension];
    private readonly SearchAnswer[] _answers = new SearchAnswer[probes];

    public Candidate[] Candidates { get; } = new Candidate[probes * candidates];

    public Span<float> Probe(int which) => _probes.AsSpan(which * dimension, dimension);

    public ReadOnlySpan<float> Probes(int count) => _probes.AsSpan(0, count * dimension);

    public Span<SearchAnswer> Answers(int count) => _answers.AsSpan(0, count);

    /// <summary>What was found for a probe.</summary>
    public ReadOnlySpan<Candidate> CandidatesOf(int which) => Candidates.AsSpan(which * candidates, _answers[which].Count);

    /// <summary>Nothing to free.</summary>
    public void Dispose()
    {
    }
}
