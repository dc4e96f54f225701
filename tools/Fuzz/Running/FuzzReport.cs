using System.Globalization;

namespace HyperFace.Fuzz.Running;

/// <summary>What came of one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Inputs">Inputs tried.</param>
/// <param name="Outcomes">How many came to what.</param>
/// <param name="Findings">Crashes, hangs, and inputs that took memory over the cap.</param>
/// <param name="Seconds">Time.</param>
/// <param name="PeakMebibytes">Resident memory at its most.</param>
/// <param name="Seed">The seed.</param>
internal sealed record FuzzReport(string Target, long Inputs, IReadOnlyDictionary<string, long> Outcomes, int Findings, double Seconds, long PeakMebibytes, int Seed)
{
    public const string Header = "| target | inputs | outcomes | findings | seconds | peak MiB | seed |\n| --- | --- | --- | --- | --- | --- | --- |";

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Target} | {Inputs:N0} | {string.Join(", ", Outcomes.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:N0}")))} | {Findings} | {Seconds:F0} | {PeakMebibytes} | {Seed} |");
}
