using System.Text.Json.Serialization;
using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>A face that is enrolled: it is on the device, and the next search finds it.</summary>
internal sealed record EnrolmentResource
{
    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The template: new or, for a duplicate, the one that was there.</summary>
    public required ulong TemplateId { get; init; }

    /// <summary>The subject had this very content already; nothing was added.</summary>
    public required bool Duplicate { get; init; }

    /// <summary>Where it came from: the name of the file sent; null when it had none.</summary>
    public string? Source { get; init; }

    /// <summary>The face of the photo that was enrolled; left out for an image that was aligned already, and for an embedding.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaceResource? Face { get; init; }

    /// <summary>The resource for an enrolment.</summary>
    public static EnrolmentResource From(Enrolment enrolment, string? source, FaceResource? face = null) => new()
    {
        SubjectId = enrolment.SubjectId,
        TemplateId = enrolment.TemplateId,
        Duplicate = enrolment.Duplicate,
        Source = source,
        Face = face,
    };
}
