namespace HyperFace.Embedding.Detection;

/// <summary>
/// SCRFD with key points, as InsightFace exports it: of each stride a score, the distances from the cell's corner to the
/// left, upper, right and lower edge of the box, and the offsets of the points, all in strides.
/// </summary>
internal sealed class ScrfdDecoder : FaceDecoder
{
    private const int Scores = 0;
    private const int Boxes = 1;
    private const int BoxValues = 4;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Columns { get; } = [1, BoxValues, 10];

    /// <inheritdoc/>
    /// <remarks>InsightFace's files name them by number, but always in the same order.</remarks>
    public override IReadOnlyList<string> UsualOutputs(IReadOnlyList<int> strides, IReadOnlyList<string> inGraph) => inGraph;

    /// <inheritdoc/>
    public override float ScoreOf(DetectorOutputs outputs, DetectorCell cell)
    {
        float score = outputs.Values(Scores, cell.Level)[cell.Index];
        return score is >= 0 and <= 1 ? score : throw outputs.Wrong(Scores, cell.Level, FormattableString.Invariant($"gave {score} for a score; a score is 0 to 1"));
    }

    /// <inheritdoc/>
    public override (double Left, double Top, double Right, double Bottom) BoxOf(DetectorOutputs outputs, DetectorCell cell)
    {
        ReadOnlySpan<float> distances = outputs.Values(Boxes, cell.Level).Slice(cell.Index * BoxValues, BoxValues);
        double stride = cell.Stride;
        return ((cell.Column - distances[0]) * stride, (cell.Row - distances[1]) * stride, (cell.Column + distances[2]) * stride, (cell.Row + distances[3]) * stride);
    }
}
