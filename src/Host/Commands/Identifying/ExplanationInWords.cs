using System.Globalization;
using HyperFace.Host.Output;
using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>What an identification did, for people.</summary>
internal static class ExplanationInWords
{
    /// <summary>Writes the stages, the answer, and why subjects stand where they do.</summary>
    public static void Write(Screen screen, IdentificationExplanation told)
    {
        foreach (ExplainedMode mode in told.Modes)
        {
            screen.Line($"Searched by {SearchInWords.Of(mode.Mode)}: {SearchInWords.Of(mode.Reason)}.");
            screen.Table(["stage", "read", "passed", "time"], [.. mode.Stages.Select(ToRow)]);
        }

        string cut = told.Cut is null ? "There was no cut: everybody was good enough." : $"The cut was {InWords.Similarity(told.Cut)} in the end.";
        screen.Line($"{cut} {InWords.Count(told.Pending)} templates are not yet linked.");
        screen.Line();
        IdentificationInWords.Write(screen, told.Identification);
        foreach (ExplainedSubject subject in told.Subjects)
        {
            Write(screen, subject, told);
        }
    }

    private static void Write(Screen screen, ExplainedSubject subject, IdentificationExplanation told)
    {
        screen.Line();
        screen.Line($"'{subject.SubjectId}', {SearchInWords.Of(subject)}: similarity {InWords.Similarity(subject.Similarity)}{AgainstThreshold(subject, told.Identification.Threshold)}.");
        screen.Table(
            ["template", "image", "similarity", "peaks say", "one bit says", "two bits say", "bytes say", "in the graph", "a sweep leaves it out at"],
            [.. subject.Templates.Select(ToRow)]);
    }

    private static string AgainstThreshold(ExplainedSubject subject, float? threshold) => threshold is not { } least
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(subject.Similarity - least):0.0000} {(subject.Similarity >= least ? "above" : "below")} the threshold of {least:0.0000}");

    private static string[] ToRow(SearchStageReport stage) =>
    [
        SearchInWords.Of(stage.Stage),
        InWords.Count(stage.Read),
        InWords.Count(stage.Passed),
        stage.Elapsed == TimeSpan.Zero ? "-" : string.Create(CultureInfo.InvariantCulture, $"{stage.Elapsed.TotalMilliseconds:0.000} ms"),
    ];

    private static string[] ToRow(ExplainedTemplate template) =>
    [
        template.Reading.Template.Value.ToString(CultureInfo.InvariantCulture),
        template.Source ?? "-",
        InWords.Similarity(template.Reading.Similarity),
        Range(template.Reading.PeakCode),
        Range(template.Reading.SignCode),
        Range(template.Reading.TwoBitCode),
        Range(template.Reading.ByteCode),
        template.Reading.IsLinked ? "yes" : "not yet",
        template.LeftOutAt is { } stage ? SearchInWords.Of(stage) : "-",
    ];

    private static string Range(CodeReading? reading) => reading is not { } said
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{said.Estimate:0.000} ({said.Lowest:0.000} to {said.Highest:0.000})");
}
