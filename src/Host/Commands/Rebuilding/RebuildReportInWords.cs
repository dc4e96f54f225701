using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Rebuilding;

/// <summary>What a rebuild did, for people.</summary>
internal static class RebuildReportInWords
{
    /// <summary>Writes the report.</summary>
    public static void Write(Screen screen, RebuildReport report)
    {
        var resource = RebuildResource.From(report);
        screen.Facts(
            ("generation", InWords.Count((long)resource.IndexGeneration)),
            ("templates", $"{InWords.Count(resource.TemplateCount)}, of them {InWords.Count(resource.Linked)} in the graph"),
            ("caught up", $"{InWords.Count(resource.CaughtUp)} changes that came meanwhile"),
            ("audit", resource is { SelfRecall: { } self, MateRecall: { } mate } ? $"{InWords.Percent(self)} find themselves, {InWords.Percent(mate)} of disturbed copies find what a complete search finds" : null),
            ("calibration", resource.Ef is { } ef ? $"a walk finds the mates with {InWords.Count(ef)} templates in view" : null),
            ("log", $"{InWords.Bytes(resource.LogBytesBefore)} before, {InWords.Bytes(resource.LogBytesAfter)} after"),
            ("took", InWords.Time(report.Duration)));
    }
}
