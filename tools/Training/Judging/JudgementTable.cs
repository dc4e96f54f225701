using System.Globalization;
using System.Text;

namespace HyperFace.Training.Judging;

/// <summary>Judgements as a Markdown table.</summary>
internal static class JudgementTable
{
    public static string Of(IReadOnlyList<Judgement> judgements)
    {
        var text = new StringBuilder();
        text.AppendLine("| model | verification | enrolled | rank-1 | FPIR asked for | threshold | FPIR | FNIR |");
        text.AppendLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (Judgement judgement in judgements)
        {
            foreach (Trial trial in judgement.Trials)
            {
                foreach (OperatingPoint point in trial.Points)
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"| {judgement.Name} | {judgement.Accuracy:P2} ± {judgement.Deviation:P2} | {trial.Enrolled:N0} | {trial.RankOne:P2} | {point.TargetFpir:P1} | {point.Threshold:F3} | {point.Fpir:P2} | {point.Fnir:P2} |");
                }
            }
        }

        return text.ToString();
    }
}
