using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Output;

namespace HyperFace.Host.Demo.Sheet;

/// <summary>Chooses the rows of a contact sheet: what goes well, what is hard, and everything that goes wrong first of all.</summary>
internal static class RowChoice
{
    private const int Clear = 2;
    private const int Hard = 3;
    private const int Wrong = 2;

    /// <summary>Sections with at least one row, in the order of the sheet.</summary>
    public static IReadOnlyList<SheetSection> Choose(IReadOnlyList<ProbeResult> results)
    {
        ProbeResult[] hits = Of(results, ProbeOutcome.Hit);
        ProbeResult[] misses = [.. Of(results, ProbeOutcome.WrongSubject), .. Of(results, ProbeOutcome.Miss)];
        ProbeResult[] refusals = Of(results, ProbeOutcome.Refusal);
        ProbeResult[] falsePositives = Of(results, ProbeOutcome.FalsePositive);
        ProbeResult[] open = Of(results, ProbeOutcome.Open);

        ProbeResult[] clear = [.. hits.OrderByDescending(result => result.Lead).Take(Clear)];
        ProbeResult[] hard = [.. hits.Except(clear).TakeLast(Hard).Reverse()];
        ProbeResult[] near = [.. refusals.Take(Hard - 1)];
        ProbeResult[] typical = [.. refusals.Skip(near.Length).Skip((refusals.Length - near.Length) / 2).Take(1)];
        SheetSection[] sections =
        [
            new("Clear matches", $"furthest ahead of the second candidate: {Part(clear, hits)} hits", clear),
            new("Hardest matches", $"closest to the threshold: {Part(hard, hits)} hits", hard),
            new("Missed", $"enrolled, but not found: {Part(misses.Take(Wrong), misses)} misses", [.. misses.Take(Wrong)]),
            new("Not enrolled, and refused", $"nearest to the threshold{(typical.Length > 0 ? ", and a typical one" : "")}: {Part([.. near, .. typical], refusals)} refusals", [.. near, .. typical]),
            new("False positives", $"not enrolled, but taken for somebody: {Part(falsePositives.Take(Wrong), falsePositives)}", [.. falsePositives.Take(Wrong)]),
            new("Undecided", $"no threshold is known: {Part(open.Take(Hard), open)} probes", [.. open.Take(Hard)]),
        ];
        return [.. sections.Where(section => section.Rows.Count > 0)];
    }

    private static ProbeResult[] Of(IReadOnlyList<ProbeResult> results, ProbeOutcome outcome) =>
        [.. results.Where(result => result.Outcome == outcome).OrderByDescending(result => result.BestSimilarity)];

    private static string Part(IEnumerable<ProbeResult> shown, ProbeResult[] all) => $"{InWords.Count(shown.Count())} of {InWords.Count(all.Length)}";
}
