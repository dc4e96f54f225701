using HyperFace.Search;

namespace HyperFace.Bench;

/// <summary>Counts the bytes of codes, and of what they stand for, that sweeps read: told by their traces.</summary>
/// <param name="dimension">Of the vectors, a multiple of 128.</param>
internal sealed class CodeBytes(int dimension) : ISearchTrace
{
    private long _bytes;
    private long _searches;

    /// <summary>Bytes of a search, on average.</summary>
    public double ASearch => (double)_bytes / _searches;

    /// <inheritdoc/>
    public void SearchBegun(long live, long pending, in SearchRequest request) => _searches++;

    /// <inheritdoc/>
    public void ModeChosen(SearchMode mode, ModeReason reason)
    {
    }

    /// <inheritdoc/>
    public void StageEnded(in SearchStageReport stage) => _bytes += stage.Read * stage.Stage switch
    {
        SearchStage.PeakCodes => (dimension / 16) + 4,
        SearchStage.SignCodes => (dimension / 8) + 4,
        SearchStage.TwoBitCodes => (dimension / 4) + 8,
        SearchStage.ByteCodes => dimension + 8,
        _ => 0,
    };

    /// <inheritdoc/>
    public void SearchEnded(float cut, in SearchAnswer answer)
    {
    }
}
