namespace HyperFace.Search.Tracing;

/// <summary>The trace of a search that nobody watches.</summary>
internal sealed class NoTrace : ISearchTrace
{
    private NoTrace()
    {
    }

    /// <summary>The only one.</summary>
    public static NoTrace Instance { get; } = new();

    /// <inheritdoc/>
    public void SearchBegun(long live, long pending, in SearchRequest request)
    {
    }

    /// <inheritdoc/>
    public void ModeChosen(SearchMode mode, ModeReason reason)
    {
    }

    /// <inheritdoc/>
    public void StageEnded(in SearchStageReport stage)
    {
    }

    /// <inheritdoc/>
    public void SearchEnded(float cut, in SearchAnswer answer)
    {
    }
}
