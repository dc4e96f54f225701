using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>What a model check found.</summary>
internal sealed record ModelCheckResource
{
    /// <summary>The model's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Its fingerprint.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The worst of the findings.</summary>
    public required ModelFindingOutcome Outcome { get; init; }

    /// <summary>The findings, in the order in which they were made.</summary>
    public required IReadOnlyList<ModelFinding> Findings { get; init; }

    /// <summary>The resource for a report.</summary>
    public static ModelCheckResource From(ModelCheckReport report) => new()
    {
        Name = report.Manifest.Name,
        ModelVersion = report.Manifest.Fingerprint.ToString(),
        Outcome = report.Outcome,
        Findings = report.Findings,
    };
}
