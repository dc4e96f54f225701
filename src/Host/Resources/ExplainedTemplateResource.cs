using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Resources;

/// <summary>How a template stands to a probe.</summary>
internal sealed record ExplainedTemplateResource
{
    /// <summary>The template.</summary>
    public required ulong TemplateId { get; init; }

    /// <summary>Where it came from; null when not known.</summary>
    public string? Source { get; init; }

    /// <summary>Cosine of probe and template, −1 to 1.</summary>
    public required float Similarity { get; init; }

    /// <summary>Whether the graph answers for it.</summary>
    public required bool Linked { get; init; }

    /// <summary>What its peak code says; null where there are no codes.</summary>
    public CodeReading? PeakCode { get; init; }

    /// <summary>What its one-bit code says; null where there are no codes.</summary>
    public CodeReading? SignCode { get; init; }

    /// <summary>What its two-bit code says; null where there are no codes.</summary>
    public CodeReading? TwoBitCode { get; init; }

    /// <summary>What its byte code says; null where there are no codes.</summary>
    public CodeReading? ByteCode { get; init; }

    /// <summary>The stage of a sweep that leaves it out at the cut; null when it reaches the cut.</summary>
    public SearchStage? LeftOutAt { get; init; }

    /// <summary>The resource for a template.</summary>
    public static ExplainedTemplateResource From(ExplainedTemplate template) => new()
    {
        TemplateId = template.Reading.Template.Value,
        Source = template.Source,
        Similarity = template.Reading.Similarity,
        Linked = template.Reading.IsLinked,
        PeakCode = template.Reading.PeakCode,
        SignCode = template.Reading.SignCode,
        TwoBitCode = template.Reading.TwoBitCode,
        ByteCode = template.Reading.ByteCode,
        LeftOutAt = template.LeftOutAt,
    };
}
