using System.Text.Json;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>Why a face was refused.</summary>
internal sealed record ReasonResource
{
    /// <summary>The reason's stable name, for instance <c>unknownFormat</c>, <c>damaged</c>, <c>wrongDimension</c>, <c>invalidSubjectId</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The same in words.</summary>
    public required string Message { get; init; }

    /// <summary>The reason of a refused enrolment or probe.</summary>
    public static ReasonResource From(EnrolmentRejectedException refusal) => new() { Reason = NameOf(refusal.Reason), Message = refusal.Message };

    /// <summary>The reason of a refused image.</summary>
    public static ReasonResource From(InvalidImageException refusal) => new() { Reason = NameOf(refusal.Reason), Message = refusal.Message };

    private static string NameOf<T>(T reason)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
