namespace HyperFace.Search;

/// <summary>
/// Is told what a search does, at the end of each stage and never in between: a search without a trace pays nothing for
/// it, and one with a trace only the calls. Called on the thread that searches, one call after the other; in a
/// <see cref="FaceIndex.SearchBatch"/> one probe after the other. What it throws ends the search and reaches its caller.
/// It must not call the index.
/// </summary>
public interface ISearchTrace
{
    /// <summary>A search begins.</summary>
    /// <param name="live">Live templates.</param>
    /// <param name="pending">Templates not yet linked.</param>
    /// <param name="request">What is asked for.</param>
    void SearchBegun(long live, long pending, in SearchRequest request);

    /// <summary>A mode was chosen; a second time when a sweep follows a walk.</summary>
    /// <param name="mode">The mode, never <see cref="SearchMode.Auto"/>.</param>
    /// <param name="reason">Why.</param>
    void ModeChosen(SearchMode mode, ModeReason reason);

    /// <summary>A stage has ended.</summary>
    /// <param name="stage">What it did.</param>
    void StageEnded(in SearchStageReport stage);

    /// <summary>The search has ended.</summary>
    /// <param name="cut">What a template had to reach in the end: the threshold, or the worst of as many candidates as were asked for; negative infinity when everybody is good enough.</param>
    /// <param name="answer">The answer.</param>
    void SearchEnded(float cut, in SearchAnswer answer);
}
