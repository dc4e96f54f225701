using HyperFace.Embedding;
using HyperFace.Host.Demo.Pictures;
using HyperFace.Host.Demo.Probing;
using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Tests.Demo;

/// <summary>Answers as a gallery gives them, for tests of what is made of them.</summary>
internal static class MadeUpResult
{
    public const float Threshold = 0.5f;

    /// <summary>The result for a probe of <paramref name="truth"/> (null: nobody enrolled) with these candidates, best first.</summary>
    public static ProbeResult Of(string? truth, params (string SubjectId, float Similarity)[] candidates) => Of(truth, Threshold, candidates);

    /// <summary>The same with another threshold, or with none.</summary>
    public static ProbeResult Of(string? truth, float? threshold, params (string SubjectId, float Similarity)[] candidates)
    {
        Decision decision = threshold is null ? Decision.Inconclusive : candidates.Length > 0 && candidates[0].Similarity >= threshold ? Decision.Match : Decision.NoMatch;
        IdentifiedCandidate[] named = [.. candidates.Select((candidate, i) => new IdentifiedCandidate(i + 1, candidate.SubjectId, candidate.Similarity, (ulong)i, $"{candidate.SubjectId}/1.jpg", new Dictionary<string, string>()))];
        var answer = new Identification(decision, named, threshold, SearchMode.Exact, Complete: true, Generation: 2, ModelFingerprint.Named("made up"), Searched: 90);
        return new ProbeResult(new DemoProbe(new DemoPicture(0, 0, "probe.jpg"), truth), answer);
    }
}
