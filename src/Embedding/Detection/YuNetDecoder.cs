namespace HyperFace.Embedding.Detection;

/// <summary>
/// YuNet in OpenCV's export of 2023: of each stride how much an answer is a face and how much it is an object, the box's
/// middle as an offset from the cell's corner and its size as a logarithm, and the offsets of the points, all in strides.
/// </summary>
internal sealed class YuNetDecoder : FaceDecoder
{
    private const int Classes = 0;
    private const int Objects = 1;
    private const int Boxes = 2;
    private const int BoxValues = 4;

    private static readonly string[] Kinds = ["cls", "obj", "bbox", "kps"];

    /// <inheritdoc/>
    public override IReadOnlyList<int> Columns { get; } = [1, 1, BoxValues, 10];

    /// <inheritdoc/>
    public override IReadOnlyList<string> UsualOutputs(IReadOnlyList<int> strides, IReadOnlyList<string> inGraph) =>
        [.. Kinds.SelectMany(kind => strides.Select(stride => $"{kind}_{stride}"))];

    /// <inheritdoc/>
    /// <remarks>The geometric mean of the two, each brought into 0 to 1: rounding may leave them a little outside.</remarks>
    public override float ScoreOf(DetectorOutputs outputs, DetectorCell cell) =>
        MathF.Sqrt(Part(outputs, Classes, cell) * Part(outputs, Objects, cell));

    /// <inheritdoc/>
    public override (double Left, double Top, double Right, double Bottom) BoxOf(DetectorOutputs outputs, DetectorCell cell)
    {
        ReadOnlySpan<float> values = outputs.Values(Boxes, cell.Level).Slice(cell.Index * BoxValues, BoxValues);
        double stride = cell.Stride;
        double x = (cell.Column + values[0]) * stride;
        double y = (cell.Row + values[1]) * stride;
        double width = Math.Exp(values[2]) * stride;
        double height = Math.Exp(values[3]) * stride;
        return (x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2));
    }

    private static float Part(DetectorOutputs outputs, int kind, DetectorCell cell)
    {
        float value = outputs.Values(kind, cell.Level)[cell.Index];
        return float.IsFinite(value) ? Math.Clamp(value, 0, 1) : throw outputs.Wrong(kind, cell.Level, FormattableString.Invariant($"gave {value} for a score"));
    }
}
