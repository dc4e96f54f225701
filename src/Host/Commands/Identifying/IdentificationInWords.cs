using System.Globalization;
using HyperFace.Host.Commands.Detecting;
using HyperFace.Host.Faces;
using HyperFace.Host.Output;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Identifying;

/// <summary>An identification for people.</summary>
internal static class IdentificationInWords
{
    /// <summary>Writes the answer of each face; where a photo has several, which face it is of.</summary>
    public static void Write(Screen screen, IReadOnlyList<FaceIdentification> faces)
    {
        foreach (FaceIdentification face in faces)
        {
            if (faces.Count > 1)
            {
                screen.Line($"Face at {PhotoInWords.Box(face.Face!.Face.Detection!.Box)}:");
            }

            Write(screen, face.Answer);
        }
    }

    /// <summary>Writes the decision, the candidates and how they were found.</summary>
    public static void Write(Screen screen, Identification answer)
    {
        screen.Line($"{DecisionInWords.Of(answer.Decision)}: {Reason(answer)}.");
        if (answer.Candidates.Count > 0)
        {
            screen.Table(["rank", "subject", "similarity", "image", "metadata"], [.. answer.Candidates.Select(ToRow)]);
        }

        screen.Line($"Searched {InWords.Count(answer.Searched)} templates ({Way(answer)}), generation {answer.Generation}, model {answer.Fingerprint.Abbreviation}.");
    }

    private static string Way(Identification answer) => answer switch
    {
        { StoppedBy: not Search.SearchStop.None } => $"{SearchInWords.Of(answer.Mode)}, ended by the {SearchInWords.Of(answer.StoppedBy)}, not complete",
        { Mode: Search.SearchMode.Certified } => string.Create(CultureInfo.InvariantCulture, $"certified sweep, complete but for a miss probability of {answer.MissProbability:0.#e-0}"),
        { Mode: Search.SearchMode.Graph, Complete: false } => "graph, not complete",
        { Mode: Search.SearchMode.Graph } => "nothing linked yet, everybody looked at, complete",
        _ => "exact scan, complete",
    };

    private static string Reason(Identification answer)
    {
        string best = answer.Candidates.Count > 0 ? $"'{answer.Candidates[0].SubjectId}' has similarity {InWords.Similarity(answer.Candidates[0].Similarity)}" : "nobody is a candidate";
        return answer.Threshold is null
            ? $"{best}, and no threshold is known; name one with --threshold"
            : $"{best}; the threshold is {InWords.Similarity(answer.Threshold)}";
    }

    private static string[] ToRow(IdentifiedCandidate candidate) =>
    [
        InWords.Count(candidate.Rank),
        candidate.SubjectId,
        InWords.Similarity(candidate.Similarity),
        candidate.Source ?? "-",
        InWords.Metadata(candidate.Metadata),
    ];
}
