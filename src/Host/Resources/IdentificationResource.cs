using System.Text.Json.Serialization;
using HyperFace.Host.Faces;
using HyperFace.Indexer;
using HyperFace.Search;

namespace HyperFace.Host.Resources;

/// <summary>The answer to a 1:N search, and how it was found.</summary>
internal sealed record IdentificationResource
{
    /// <summary>Match, no match, or inconclusive: nobody reaches the threshold but not all were considered, or no threshold is known.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Subjects, best first.</summary>
    public required IReadOnlyList<CandidateResource> Candidates { get; init; }

    /// <summary>The threshold used; null when none is known.</summary>
    public float? ThresholdUsed { get; init; }

    /// <summary>How the index was searched: by a certified sweep, through the graph, or exactly.</summary>
    public required SearchMode Mode { get; init; }

    /// <summary>Whether every template that the filter lets through was considered.</summary>
    public required bool Complete { get; init; }

    /// <summary>The limit that ended the search before its time, with the candidates found until then; none when it went to its end.</summary>
    public required SearchStop StoppedBy { get; init; }

    /// <summary>The probability, at most, that one given template at or above the threshold is not among the candidates of a complete answer; 0 after an exact scan.</summary>
    public required double MissProbability { get; init; }

    /// <summary>Generation of the index that answered.</summary>
    public required ulong IndexGeneration { get; init; }

    /// <summary>Fingerprint of the gallery's model.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Templates in the gallery at that moment.</summary>
    public required long Searched { get; init; }

    /// <summary>The face of the photo that was the probe; left out for any other probe.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaceResource? Face { get; init; }

    /// <summary>The answers for the photo's other faces, where all are taken; left out where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IdentificationResource>? OtherFaces { get; init; }

    /// <summary>The resource for the answers to one probe, or to a photo of several faces: the largest face's, with the others in it.</summary>
    public static IdentificationResource From(IReadOnlyList<FaceIdentification> faces)
    {
        IdentificationResource[] answers = [.. faces.Select(face => From(face.Answer) with { Face = face.Face is { } found ? FaceResource.From(found.Face, found.Template) : null })];
        return answers[0] with { OtherFaces = answers.Length > 1 ? answers[1..] : null };
    }

    /// <summary>The resource for an identification.</summary>
    public static IdentificationResource From(Identification identification) => new()
    {
        Decision = identification.Decision,
        Candidates = [.. identification.Candidates.Select(CandidateResource.From)],
        ThresholdUsed = identification.Threshold,
        Mode = identification.Mode,
        Complete = identification.Complete,
        StoppedBy = identification.StoppedBy,
        MissProbability = identification.MissProbability,
        IndexGeneration = identification.Generation,
        ModelVersion = identification.Fingerprint.ToString(),
        Searched = identification.Searched,
    };
}
