using HyperFace.Indexer;

namespace HyperFace.Host.Demo.Probing;

/// <summary>A probe and the answer to it.</summary>
/// <param name="Probe">The probe.</param>
/// <param name="Answer">What the gallery said.</param>
internal sealed record ProbeResult(DemoProbe Probe, Identification Answer)
{
    /// <summary>The best candidate, or null.</summary>
    public IdentifiedCandidate? Best => Answer.Candidates.Count > 0 ? Answer.Candidates[0] : null;

    /// <summary>Similarity of the best candidate.</summary>
    public float BestSimilarity => Best?.Similarity ?? -1f;

    /// <summary>How far the best candidate is ahead of the second.</summary>
    public float Lead => Answer.Candidates.Count > 1 ? BestSimilarity - Answer.Candidates[1].Similarity : BestSimilarity;

    /// <summary>Whether the right person is the best candidate, threshold or not.</summary>
    public bool IsRank1 => Probe.SubjectId is not null && Best?.SubjectId == Probe.SubjectId;

    /// <summary>The answer held against the truth.</summary>
    public ProbeOutcome Outcome => (Probe.SubjectId, Answer) switch
    {
        (_, { Threshold: null }) => ProbeOutcome.Open,
        (null, { Decision: Decision.Match }) => ProbeOutcome.FalsePositive,
        (null, _) => ProbeOutcome.Refusal,
        (_, { Decision: Decision.Match }) => IsRank1 ? ProbeOutcome.Hit : ProbeOutcome.WrongSubject,
        _ => ProbeOutcome.Miss,
    };
}
