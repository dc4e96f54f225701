using HyperFace.Search;

namespace HyperFace.Host.Demo.Probing;

/// <summary>The answers, counted.</summary>
/// <param name="Threshold">The threshold used; null when none is known.</param>
/// <param name="Mated">Probes of enrolled people.</param>
/// <param name="NonMated">Probes of people who are not enrolled.</param>
/// <param name="Searches">How the answers were found.</param>
internal sealed record DemoFigures(float? Threshold, MatedFigures Mated, NonMatedFigures NonMated, SearchFigures Searches)
{
    /// <summary>Counts results.</summary>
    public static DemoFigures Of(IReadOnlyList<ProbeResult> results) => new(
        results[0].Answer.Threshold,
        new MatedFigures(
            Probes: results.Count(result => result.Probe.SubjectId is not null),
            Rank1: results.Count(result => result.IsRank1),
            Hits: results.Count(result => result.Outcome == ProbeOutcome.Hit),
            BelowThreshold: results.Count(result => result.Outcome == ProbeOutcome.Miss),
            WrongSubject: results.Count(result => result.Outcome == ProbeOutcome.WrongSubject)),
        new NonMatedFigures(
            Probes: results.Count(result => result.Probe.SubjectId is null),
            Refusals: results.Count(result => result.Outcome == ProbeOutcome.Refusal),
            FalsePositives: results.Count(result => result.Outcome == ProbeOutcome.FalsePositive)),
        new SearchFigures(
            Exact: results.Count(result => result.Answer.Mode == SearchMode.Exact),
            Certified: results.Count(result => result.Answer.Mode == SearchMode.Certified),
            Graph: results.Count(result => result.Answer.Mode == SearchMode.Graph),
            Complete: results.Count(result => result.Answer.Complete),
            Generation: results[0].Answer.Generation,
            Templates: results[0].Answer.Searched));
}
