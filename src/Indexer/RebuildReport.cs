namespace HyperFace.Indexer;

/// <summary>What a rebuild did.</summary>
/// <param name="Generation">The new generation.</param>
/// <param name="Templates">Templates in it.</param>
/// <param name="Linked">Of these, reached through the graph.</param>
/// <param name="CaughtUp">Log records that arrived meanwhile and were taken along.</param>
/// <param name="SelfRecall">Audit: share of sampled templates that find themselves at rank 1 through the graph.</param>
/// <param name="MateRecall">Audit: share of disturbed copies of sampled templates for which the graph finds what a complete search finds.</param>
/// <param name="LogBytesBefore">Bytes of log before.</param>
/// <param name="LogBytesAfter">Bytes of log after: what was erased is gone from it.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Ef">How many templates a walk through the graph keeps in view to find the mates, by calibration; null when there is no graph, or no walk finds enough.</param>
public sealed record RebuildReport(
    ulong Generation,
    long Templates,
    long Linked,
    long CaughtUp,
    double SelfRecall,
    double MateRecall,
    long LogBytesBefore,
    long LogBytesAfter,
    TimeSpan Duration,
    int? Ef = null);
