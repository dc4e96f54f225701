namespace HyperFace.Search;

/// <summary>How one template stands to a probe: its similarity, and what each of its codes says of it.</summary>
/// <param name="Template">The template.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Similarity">Cosine of probe and template, −1..1.</param>
/// <param name="IsLinked">Whether the graph answers for it; otherwise it is pending, and scanned.</param>
/// <param name="PeakCode">What its peak code says; null where vectors have no codes.</param>
/// <param name="SignCode">What its one-bit code says; null where vectors have no codes.</param>
/// <param name="TwoBitCode">What its two-bit code says; null where vectors have no codes.</param>
/// <param name="ByteCode">What its byte code says; null where vectors have no codes.</param>
public sealed record TemplateExplanation(
    TemplateId Template,
    SubjectKey Subject,
    float Similarity,
    bool IsLinked,
    CodeReading? PeakCode,
    CodeReading? SignCode,
    CodeReading? TwoBitCode,
    CodeReading? ByteCode)
{
    /// <summary>Below this similarity codes exclude nobody.</summary>
    private const float LeastCut = Sweep.CutLine.Least;

    /// <summary>
    /// The stage of a sweep that leaves the template out at a cut: the first whose code, and in the end whose vector, stays
    /// below it. Null when the template reaches the cut.
    /// </summary>
    /// <param name="cut">The threshold, or the least similarity among as many candidates as were asked for.</param>
    /// <param name="byPeaks">Whether the sweep reads the template's peak code, or else its sign code: a trace tells of which it read more.</param>
    public SearchStage? LeftOutAt(float cut, bool byPeaks) =>
        cut >= LeastCut && byPeaks && PeakCode?.Highest < cut ? SearchStage.PeakCodes
        : cut >= LeastCut && !byPeaks && SignCode?.Highest < cut ? SearchStage.SignCodes
        : cut >= LeastCut && TwoBitCode?.Highest < cut ? SearchStage.TwoBitCodes
        : ByteCode?.Highest < cut ? SearchStage.ByteCodes
        : Similarity < cut ? SearchStage.Vectors
        : null;
}
