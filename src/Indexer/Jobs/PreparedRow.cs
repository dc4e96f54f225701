using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>A row on its way into the gallery: an image decoded, an embedding read, or a refusal.</summary>
internal readonly record struct PreparedRow(EnrolmentRow Row)
{
    /// <summary>The decoded image, of a row that names one.</summary>
    public AlignedFace? Face { get; init; }

    /// <summary>SHA-256 of the image file or of the embedding's bytes, in hexadecimal; null for a row that is refused.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Why the row is refused.</summary>
    public (RejectionReason Reason, string Message)? Fault { get; init; }

    /// <summary>Why no face of its photo is taken, where that is the fault.</summary>
    public IReadOnlyList<QualityReason>? FaceReasons { get; init; }

    /// <summary>A row of whose photo no face is taken.</summary>
    public static PreparedRow Refused(EnrolmentRow row, IReadOnlyList<QualityFlaw> flaws) => new(row)
    {
        Fault = (RejectionReason.FaceRefused, string.Join(" ", flaws.Select(flaw => $"{flaw}."))),
        FaceReasons = [.. flaws.Select(flaw => flaw.Reason).Distinct()],
    };
}
