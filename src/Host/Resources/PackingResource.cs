using HyperFace.Synthesis;

namespace HyperFace.Host.Resources;

/// <summary>A packing that was done.</summary>
internal sealed record PackingResource
{
    /// <summary>The file of the points.</summary>
    public required string Out { get; init; }

    /// <summary>How many.</summary>
    public required int Points { get; init; }

    /// <summary>Values of each.</summary>
    public required int Dimension { get; init; }

    /// <summary>How often they moved.</summary>
    public required int Passes { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Points that moved at a time; 0 when all did.</summary>
    public required int Stochastic { get; init; }

    /// <summary>How they lay.</summary>
    public required PackingProgress Before { get; init; }

    /// <summary>How they lie.</summary>
    public required PackingProgress After { get; init; }

    /// <summary>What the largest similarity, sign aside, cannot fall below.</summary>
    public required double WelchBound { get; init; }

    /// <summary>Passes that an earlier run had done.</summary>
    public required int ResumedAt { get; init; }

    /// <summary>How long this run took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Some passes of its course.</summary>
    public required IReadOnlyList<PackingProgress> Curve { get; init; }

    /// <summary>The resource for a report.</summary>
    public static PackingResource From(PackingReport report, PackingOptions options, string target, TimeSpan took) => new()
    {
        Out = target,
        Points = report.Points.Count,
        Dimension = report.Points.Dimension,
        Passes = options.Passes,
        Seed = options.Seed,
        Stochastic = options.BatchSize,
        Before = report.Before,
        After = report.After,
        WelchBound = report.WelchBound,
        ResumedAt = report.ResumedAt,
        Seconds = took.TotalSeconds,
        Curve = [.. Commands.Synthesis.PackingCurve.Landmarks(report.Curve)],
    };
}
