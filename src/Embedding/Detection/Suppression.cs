namespace HyperFace.Embedding.Detection;

/// <summary>
/// Greedy non-maximum suppression: of answers that overlap, the best score stays. Of equal scores the first answer does,
/// so that the outcome is the same every time.
/// </summary>
internal static class Suppression
{
    /// <summary>Answers that are looked at: more than any photo needs, and few enough that a broken detector costs no minutes.</summary>
    public const int MostCandidates = 5000;

    /// <summary>The answers that stay, the best first.</summary>
    /// <param name="candidates">All of them, in the order in which the detector gave them.</param>
    /// <param name="overlap">Overlap above which two are one face.</param>
    /// <param name="most">How many may stay.</param>
    public static List<FaceCandidate> Run(IEnumerable<FaceCandidate> candidates, float overlap, int most)
    {
        var kept = new List<FaceCandidate>();
        foreach (FaceCandidate candidate in candidates.OrderByDescending(candidate => candidate.Score).Take(MostCandidates))
        {
            if (kept.Count == most)
            {
                break;
            }

            if (kept.TrueForAll(better => better.Box.OverlapWith(candidate.Box) <= overlap))
            {
                kept.Add(candidate);
            }
        }

        return kept;
    }
}
