using System.Globalization;
using HyperFace.Host.Demo.Probing;
using HyperFace.Host.Demo.Progress;
using HyperFace.Host.Output;

namespace HyperFace.Host.Demo.Reporting;

/// <summary>A demo's report for people.</summary>
internal static class ReportInWords
{
    /// <summary>Writes times, figures, how they came about, and where to go from here.</summary>
    public static void Write(Screen screen, DemoReport report)
    {
        WriteHeadline(screen, report);
        screen.Line();
        WriteStages(screen, report);
        screen.Line();
        WriteFigures(screen, report.Figures);
        screen.Line();
        WriteMeans(screen, report);
        screen.Line();
        WritePlaces(screen, report);
    }

    private static void WriteHeadline(Screen screen, DemoReport report)
    {
        (MatedFigures mated, NonMatedFigures nonMated) = (report.Figures.Mated, report.Figures.NonMated);
        screen.Line(
            $"{InWords.Count(report.Gallery.SubjectCount)} synthetic people drawn, enrolled and searched in {InWords.Time(TimeSpan.FromSeconds(report.Seconds))}. " +
            $"Of {InWords.Count(mated.Probes)} new pictures of them {InWords.Percent(mated.Rank1Rate)} have the right person at rank 1; " +
            $"of {InWords.Count(nonMated.Probes)} people who are not enrolled {InWords.Percent(nonMated.Fpir)} were taken for somebody.");
    }

    private static void WriteStages(Screen screen, DemoReport report)
    {
        List<string[]> rows = [.. report.Stages.Select(ToRow)];
        rows.Add(["all", "", Seconds(report.Seconds), ""]);
        screen.Table(["stage", "what", "time", "rate"], rows);
        if (report.Enrolment.Enrolled < report.Enrolment.Rows)
        {
            screen.Line($"Not enrolled: {InWords.Count(report.Enrolment.Duplicates)} duplicates, {InWords.Count(report.Enrolment.Rejected)} rejected.");
        }
    }

    private static string[] ToRow(StageFigures stage) =>
    [
        stage.Stage,
        $"{InWords.Count(stage.Count)} {stage.Unit}",
        Seconds(stage.Seconds),
        $"{InWords.Count((long)stage.PerSecond)} a second",
    ];

    private static void WriteFigures(Screen screen, DemoFigures figures)
    {
        (MatedFigures mated, NonMatedFigures nonMated) = (figures.Mated, figures.NonMated);
        screen.Table(
            ["probes", "answer", "count", "share"],
            [
                ["enrolled", "right person at rank 1", Of(mated.Rank1, mated.Probes), InWords.Percent(mated.Rank1Rate)],
                ["enrolled", "hit: at rank 1 and above the threshold", Of(mated.Hits, mated.Probes), InWords.Percent(Share.Of(mated.Hits, mated.Probes))],
                ["enrolled", "miss: nobody above the threshold", Of(mated.BelowThreshold, mated.Probes), InWords.Percent(Share.Of(mated.BelowThreshold, mated.Probes))],
                ["enrolled", "miss: somebody else above the threshold", Of(mated.WrongSubject, mated.Probes), InWords.Percent(Share.Of(mated.WrongSubject, mated.Probes))],
                ["not enrolled", "refused: nobody above the threshold", Of(nonMated.Refusals, nonMated.Probes), InWords.Percent(Share.Of(nonMated.Refusals, nonMated.Probes))],
                ["not enrolled", "false positive: somebody above the threshold", Of(nonMated.FalsePositives, nonMated.Probes), InWords.Percent(nonMated.Fpir)],
            ]);
    }

    private static void WriteMeans(Screen screen, DemoReport report)
    {
        SearchFigures searches = report.Figures.Searches;
        screen.Facts(
            ("threshold", report.Figures.Threshold is { } threshold ? $"{InWords.Similarity(threshold)}, from the model's manifest" : "none is known for this model, so every answer is inconclusive; rank 1 counts all the same"),
            ("model", $"{report.Model.Name}, fingerprint {report.Model.ModelVersion[..12]}, runs on {report.Model.ExecutionProvider}"),
            ("notice", report.Model.Notice),
            ("gallery", $"{InWords.Count(report.Gallery.SubjectCount)} subjects, {InWords.Count(report.Gallery.TemplateCount)} templates of {report.Gallery.Dimension} values, {InWords.Bytes(report.Gallery.BytesOnDisk)} on disk"),
            ("searched", $"{InWords.Count(searches.Certified)} by certified sweep, {InWords.Count(searches.Exact)} by exact scan, {InWords.Count(searches.Graph)} through the graph; {InWords.Count(searches.Complete)} answers complete; generation {searches.Generation}"),
            ("graph", $"{InWords.Count(report.Rebuild.Linked)} templates linked; audit: self-recall {Known(report.Rebuild.SelfRecall)}, mate recall {Known(report.Rebuild.MateRecall)}"));
    }

    private static void WritePlaces(Screen screen, DemoReport report)
    {
        screen.Line("Look at the contact sheet first:");
        screen.Facts(
            ("contact sheet", report.Places.ContactSheet),
            ("enrolled images", report.Places.GalleryImages),
            ("probes", report.Places.ProbeImages),
            ("data folder", report.Places.Data),
            ("report", report.Places.Report));
        foreach (NextStep step in report.Next)
        {
            screen.Line();
            screen.Line($"{step.Purpose}:");
            screen.Line($"  {step.Command}");
        }
    }

    private static string Of(int part, int whole) => $"{InWords.Count(part)} of {InWords.Count(whole)}";

    private static string Known(double? share) => share is { } value ? InWords.Percent(value) : "-";

    private static string Seconds(double seconds) => seconds.ToString("0.0 s", CultureInfo.InvariantCulture);
}
