using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Soak;

/// <summary>Asks for somebody in a way of its own each time.</summary>
internal sealed class IndexSoakSearcher(int number, int seed)
{
    private readonly List<Candidate> _everybody = [];

    public int Number => number;

    public Random Random { get; } = new(seed + 1 + number);

    /// <summary>A request that the target answers.</summary>
    public SearchRequest Request(SoakLife target)
    {
        var request = new SearchRequest
        {
            MaxCandidates = Random.Next(1, 12),
            Mode = (SearchMode)Random.Next(4),
            Threads = Random.Next(8) == 0 ? 2 : 1,
            Threshold = Random.Next(2) == 0 ? 0.9f : null,
        };
        return Random.Next(8) switch
        {
            0 => request with { Filter = SubjectSet.Of([new SubjectKey(target.Subject), .. Enumerable.Range(0, Random.Next(2000)).Select(_ => new SubjectKey((uint)Random.Next(4000)))]) },
            1 => request with { Where = subject => subject.Value % 3 == target.Subject % 3 },
            2 => request with { VisitLimit = Random.Next(1, 5000) },
            _ => request,
        };
    }

    /// <summary>One search, or a batch in which it is, or everybody at a threshold.</summary>
    public (Candidate[] Found, SearchAnswer Answer) Search(FaceIndex index, float[] probe, SearchRequest request)
    {
        int kind = Random.Next(10);
        if (kind == 0 && request.Mode != SearchMode.Graph)
        {
            SearchAnswer everybody = index.SearchAll(probe, 0.8f, request, _everybody);
            return ([.. _everybody], everybody);
        }

        if (kind == 1)
        {
            return SearchBatch(index, probe, request);
        }

        Candidate[] found = index.Find(probe, request, out SearchAnswer answer);
        return (found, answer);
    }

    private (Candidate[] Found, SearchAnswer Answer) SearchBatch(FaceIndex index, float[] probe, SearchRequest request)
    {
        int count = Random.Next(1, 20);
        int place = Random.Next(count);
        float[] probes = [.. Enumerable.Range(0, count).SelectMany(i => i == place ? probe : SeededVectors.Gaussian(Random.Next(), probe.Length))];
        var candidates = new Candidate[count * request.MaxCandidates];
        var answers = new SearchAnswer[count];
        index.SearchBatch(probes, request, candidates, answers);
        return (candidates.AsSpan(place * request.MaxCandidates, answers[place].Count).ToArray(), answers[place]);
    }
}
