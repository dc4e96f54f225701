using System.Text.Json.Serialization;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>What became of one row of a bulk enrolment.</summary>
internal sealed record RowResource
{
    /// <summary>The row's number, from 0.</summary>
    public required long Row { get; init; }

    /// <summary>Which one that is, for people: a file's name, a line.</summary>
    public required string Label { get; init; }

    /// <summary>The person; null when the row names none that can be read.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Enrolled, duplicate or rejected.</summary>
    public required RowResult Result { get; init; }

    /// <summary>The template, new or known; null for a rejected row and in a dry run.</summary>
    public ulong? TemplateId { get; init; }

    /// <summary>Why it was rejected; null otherwise.</summary>
    public RejectionReason? Reason { get; init; }

    /// <summary>The same in words; null otherwise.</summary>
    public string? Message { get; init; }

    /// <summary>Why no face of its photo was taken, in capitals: NO_FACE, EXCEEDS_MAX_FACES, LOW_SHARPNESS, …; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<QualityReason>? FaceReasons { get; init; }

    /// <summary>The resource for a row.</summary>
    /// <param name="outcome">The row's outcome.</param>
    /// <param name="hide">Takes out of a text what the reader must not see; null shows all.</param>
    public static RowResource From(RowOutcome outcome, Func<string, string>? hide = null) => new()
    {
        Row = outcome.Row,
        Label = outcome.Label,
        SubjectId = outcome.SubjectId,
        Result = outcome.Result,
        TemplateId = outcome.TemplateId,
        Reason = outcome.Reason,
        Message = outcome.Message is null || hide is null ? outcome.Message : hide(outcome.Message),
        FaceReasons = outcome.FaceReasons,
    };
}
