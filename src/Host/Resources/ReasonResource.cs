using System.Text.Json;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.Host.Resources;

/// <summary>Why a face was refused.</summary>
internal sealed record ReasonResource
{
    /// <summary>The reason's stable name, for instance <c>unknownFormat</c>, <c>damaged</c>, <c>wrongDimension</c>, <c>invalidSubjectId</c>; of a photo's face in capitals, for instance <c>NO_FACE</c>, <c>EXCEEDS_MAX_FACES</c>, <c>LOW_SHARPNESS</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The same in words.</summary>
    public required string Message { get; init; }

    /// <summary>The reason of a refused enrolment or probe.</summary>
    public static ReasonResource From(EnrolmentRejectedException refusal) => new() { Reason = NameOf(refusal.Reason), Message = refusal.Message };

    /// <summary>The reason of a refused image.</summary>
    public static ReasonResource From(InvalidImageException refusal) => new() { Reason = NameOf(refusal.Reason), Message = refusal.Message };

    /// <summary>The reason why a face of a photo is not taken, in capitals: <c>LOW_SHARPNESS</c>.</summary>
    public static ReasonResource From(QualityFlaw flaw) => new() { Reason = flaw.Word, Message = flaw.Message };

    /// <summary>The reasons why no face of a photo is taken.</summary>
    public static IReadOnlyList<ReasonResource> From(FaceRefusedException refusal) => [.. refusal.Flaws.Select(From)];

    private static string NameOf<T>(T reason)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
