namespace HyperFace.Search.Tests.Support;

/// <summary>Counts what a trace is told; allocates nothing.</summary>
internal sealed class CountingTrace : ISearchTrace
{
    public long Told { get; private set; }

    public long PassedPeaks { get; private set; }

    public void SearchBegun(long live, long pending, in SearchRequest request) => Told++;

    public void ModeChosen(SearchMode mode, ModeReason reason) => Told++;

    public void StageEnded(in SearchStageReport stage)
    {
        Told++;
        PassedPeaks += stage.Stage == SearchStage.PeakCodes ? stage.Passed : 0;
    }

    public void SearchEnded(float cut, in SearchAnswer answer) => Told++;
}
