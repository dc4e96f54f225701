namespace HyperFace.Search;

/// <summary>What a search says besides its candidates.</summary>
/// <param name="Count">Candidates written, best first.</param>
/// <param name="Mode">How the index was searched in the end; never <see cref="SearchMode.Auto"/>.</param>
/// <param name="Complete">Every live template that the filter lets through was considered.</param>
/// <param name="Scored">Templates compared with the probe, by code or in full.</param>
/// <param name="MissProbability">The probability, at most, that one given template that belongs into a complete answer is not in it; 0 after an exact scan. Of no meaning when the answer is not complete.</param>
/// <param name="StoppedBy">The limit that ended the search before its time, with the candidates found until then; such an answer is not complete.</param>
/// <param name="Reason">Why it was searched that way.</param>
public readonly record struct SearchAnswer(
    int Count,
    SearchMode Mode,
    bool Complete,
    long Scored,
    double MissProbability = 0,
    SearchStop StoppedBy = SearchStop.None,
    ModeReason Reason = ModeReason.Requested);
