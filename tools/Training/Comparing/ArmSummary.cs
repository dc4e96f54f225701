using System.Globalization;
using System.Text;
using HyperFace.Training.Judging;

namespace HyperFace.Training.Comparing;

/// <summary>A measure over the seeds of both arms.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Packed">With packed identities.</param>
/// <param name="Drawn">With drawn ones.</param>
/// <param name="Difference">Packed less drawn, seed by seed.</param>
internal sealed record ArmSummary(string Measure, Spread Packed, Spread Drawn, Spread Difference)
{
    /// <summary>Every measure of the judgements.</summary>
    /// <param name="runs">The runs, arm beside arm.</param>
    /// <param name="judgements">What their models came to.</param>
    public static IReadOnlyList<ArmSummary> Of(IReadOnlyList<ComparedRun> runs, IReadOnlyList<Judgement> judgements)
    {
        var measures = new List<(string Name, Func<Judgement, double> Value)> { ("verification accuracy", judgement => judgement.Accuracy) };
        for (int trial = 0; trial < judgements[0].Trials.Count; trial++)
        {
            int size = trial;
            string enrolled = string.Create(CultureInfo.InvariantCulture, $"{judgements[0].Trials[trial].Enrolled:N0} enrolled");
            measures.Add(($"rank-1, {enrolled}", judgement => judgement.Trials[size].RankOne));
            for (int point = 0; point < judgements[0].Trials[trial].Points.Count; point++)
            {
                int place = point;
                string fpir = judgements[0].Trials[trial].Points[point].TargetFpir.ToString("P1", CultureInfo.InvariantCulture);
                measures.Add(($"FNIR at FPIR {fpir}, {enrolled}", judgement => judgement.Trials[size].Points[place].Fnir));
            }
        }

        return
        [
            .. measures.Select(measure =>
            {
                double[] packed = Values(Arm.Packed, measure.Value);
                double[] drawn = Values(Arm.Drawn, measure.Value);
                return new ArmSummary(measure.Name, Spread.Of(packed), Spread.Of(drawn), Spread.Of([.. packed.Zip(drawn, (first, second) => first - second)]));
            }),
        ];

        double[] Values(Arm arm, Func<Judgement, double> value) => [.. runs.Zip(judgements).Where(pair => pair.First.Arm == arm).OrderBy(pair => pair.First.Seed).Select(pair => value(pair.Second))];
    }

    /// <summary>Summaries as a Markdown table.</summary>
    public static string Table(IReadOnlyList<ArmSummary> summaries)
    {
        var text = new StringBuilder();
        text.AppendLine("| measure | packed | drawn | packed less drawn |");
        text.AppendLine("| --- | --- | --- | --- |");
        foreach (ArmSummary summary in summaries)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {summary.Measure} | {summary.Packed} | {summary.Drawn} | {summary.Difference} |");
        }

        return text.ToString();
    }
}
