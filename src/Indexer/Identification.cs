using HyperFace.Embedding;
using HyperFace.Search;

namespace HyperFace.Indexer;

/// <summary>The answer to a 1:N search, and how it was found.</summary>
/// <param name="Decision">Match, no match, or inconclusive.</param>
/// <param name="Candidates">Subjects, best first.</param>
/// <param name="Threshold">The threshold used; null when none is known.</param>
/// <param name="Mode">How the index was searched: by a certified sweep, through the graph, or exactly.</param>
/// <param name="Complete">Every live template that the filter lets through was considered.</param>
/// <param name="Generation">The generation of the index that answered.</param>
/// <param name="Fingerprint">The gallery's model.</param>
/// <param name="Searched">Templates that were in the gallery at that moment.</param>
/// <param name="MissProbability">The probability, at most, that one given template at or above the threshold is not among the candidates of a complete answer; 0 after an exact scan. Of no meaning when the answer is not complete.</param>
/// <param name="StoppedBy">The limit that ended the search before its time; such an answer is not complete.</param>
/// <param name="Reason">Why it was searched that way.</param>
public sealed record Identification(
    Decision Decision,
    IReadOnlyList<IdentifiedCandidate> Candidates,
    float? Threshold,
    SearchMode Mode,
    bool Complete,
    ulong Generation,
    ModelFingerprint Fingerprint,
    long Searched,
    double MissProbability = 0,
    SearchStop StoppedBy = SearchStop.None,
    ModeReason Reason = ModeReason.Requested);
