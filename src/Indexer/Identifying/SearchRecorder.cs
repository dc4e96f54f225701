using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>Writes down what a search does.</summary>
internal sealed class SearchRecorder : ISearchTrace
{
    private readonly List<(SearchMode Mode, ModeReason Reason, List<SearchStageReport> Stages)> _modes = [];

    /// <summary>Templates not yet linked.</summary>
    public long Pending { get; private set; }

    /// <summary>How it searched.</summary>
    public IReadOnlyList<ExplainedMode> Modes => [.. _modes.Select(mode => new ExplainedMode(mode.Mode, mode.Reason, mode.Stages))];

    /// <summary>What a template had to reach in the end; null when everybody was good enough.</summary>
    public float? Cut { get; private set; }

    /// <inheritdoc/>
    public void SearchBegun(long live, long pending, in SearchRequest request) => Pending = pending;

    /// <inheritdoc/>
    public void ModeChosen(SearchMode mode, ModeReason reason) => _modes.Add((mode, reason, []));

    /// <inheritdoc/>
    public void StageEnded(in SearchStageReport stage) => _modes[^1].Stages.Add(stage);

    /// <inheritdoc/>
    public void SearchEnded(float cut, in SearchAnswer answer) => Cut = float.IsNegativeInfinity(cut) ? null : cut;
}
