namespace HyperFace.Search.Tests.Support;

/// <summary>Writes down what a trace is told.</summary>
internal sealed class TraceRecorder : ISearchTrace
{
    public List<string> Events { get; } = [];

    public List<SearchStageReport> Stages { get; } = [];

    public List<(SearchMode Mode, ModeReason Reason)> Modes { get; } = [];

    public (long Live, long Pending, SearchRequest Request) Begun { get; private set; }

    public float Cut { get; private set; }

    public SearchAnswer Answer { get; private set; }

    public SearchStageReport this[SearchStage stage] => Stages.Single(report => report.Stage == stage);

    public void SearchBegun(long live, long pending, in SearchRequest request)
    {
        Events.Add("begun");
        Begun = (live, pending, request);
    }

    public void ModeChosen(SearchMode mode, ModeReason reason)
    {
        Events.Add($"{mode} {reason}");
        Modes.Add((mode, reason));
    }

    public void StageEnded(in SearchStageReport stage)
    {
        Events.Add($"{stage.Stage}");
        Stages.Add(stage);
    }

    public void SearchEnded(float cut, in SearchAnswer answer)
    {
        Events.Add("ended");
        Cut = cut;
        Answer = answer;
    }
}
