using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>An identification, and what went on in it.</summary>
internal sealed record ExplanationResource
{
    /// <summary>The answer.</summary>
    public required IdentificationResource Identification { get; init; }

    /// <summary>How the index was searched, one way after the other.</summary>
    public required IReadOnlyList<ExplainedModeResource> Modes { get; init; }

    /// <summary>What a template had to reach in the end; null when everybody was good enough.</summary>
    public float? Cut { get; init; }

    /// <summary>Templates not yet linked into the graph.</summary>
    public required long Pending { get; init; }

    /// <summary>Why these stand where they do.</summary>
    public required IReadOnlyList<ExplainedSubjectResource> Subjects { get; init; }

    /// <summary>The resource for an explanation.</summary>
    public static ExplanationResource From(IdentificationExplanation told) => new()
    {
        Identification = IdentificationResource.From(told.Identification),
        Modes = [.. told.Modes.Select(ExplainedModeResource.From)],
        Cut = told.Cut,
        Pending = told.Pending,
        Subjects = [.. told.Subjects.Select(ExplainedSubjectResource.From)],
    };
}
