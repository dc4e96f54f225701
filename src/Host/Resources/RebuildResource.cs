using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>What a rebuild did.</summary>
internal sealed record RebuildResource
{
    /// <summary>The new generation.</summary>
    public required ulong IndexGeneration { get; init; }

    /// <summary>Templates in it.</summary>
    public required long TemplateCount { get; init; }

    /// <summary>Of these, reached through the graph.</summary>
    public required long Linked { get; init; }

    /// <summary>Changes that arrived meanwhile and were taken along.</summary>
    public required long CaughtUp { get; init; }

    /// <summary>Audit: share of sampled templates that find themselves at rank 1 through the graph; null without a graph.</summary>
    public double? SelfRecall { get; init; }

    /// <summary>Audit: share of disturbed copies of sampled templates for which the graph finds what a complete search finds; null without a graph.</summary>
    public double? MateRecall { get; init; }

    /// <summary>How many templates a walk through the graph keeps in view to find the mates, by calibration; null without a graph, or when no walk finds enough.</summary>
    public int? Ef { get; init; }

    /// <summary>Bytes of log before.</summary>
    public required long LogBytesBefore { get; init; }

    /// <summary>Bytes of log after: what was erased is gone from it.</summary>
    public required long LogBytesAfter { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>The resource for a report.</summary>
    public static RebuildResource From(RebuildReport report) => new()
    {
        IndexGeneration = report.Generation,
        TemplateCount = report.Templates,
        Linked = report.Linked,
        CaughtUp = report.CaughtUp,
        SelfRecall = Known(report.SelfRecall),
        MateRecall = Known(report.MateRecall),
        Ef = report.Ef,
        LogBytesBefore = report.LogBytesBefore,
        LogBytesAfter = report.LogBytesAfter,
        Seconds = report.Duration.TotalSeconds,
    };

    // JSON has no word for a number that is none.
    private static double? Known(double share) => double.IsFinite(share) ? share : null;
}
