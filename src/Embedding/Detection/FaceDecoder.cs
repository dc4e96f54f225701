namespace HyperFace.Embedding.Detection;

/// <summary>What a layout's outputs mean.</summary>
internal abstract class FaceDecoder
{
    private const int PointValues = 10;

    private static readonly FaceDecoder Scrfd = new ScrfdDecoder();
    private static readonly FaceDecoder YuNet = new YuNetDecoder();

    /// <summary>Values an answer, of each kind of output in turn.</summary>
    public abstract IReadOnlyList<int> Columns { get; }

    public static FaceDecoder Of(DetectorLayout layout) => layout == DetectorLayout.Scrfd ? Scrfd : YuNet;

    /// <summary>Names of the outputs when the manifest gives none.</summary>
    /// <param name="strides">The strides.</param>
    /// <param name="inGraph">The graph's outputs, in its order.</param>
    public abstract IReadOnlyList<string> UsualOutputs(IReadOnlyList<int> strides, IReadOnlyList<string> inGraph);

    /// <summary>An answer's score, 0 to 1.</summary>
    /// <exception cref="ModelException">It is none.</exception>
    public abstract float ScoreOf(DetectorOutputs outputs, DetectorCell cell);

    /// <summary>An answer's box: left, top, right, bottom in pixels of the input. It may be no box at all.</summary>
    public abstract (double Left, double Top, double Right, double Bottom) BoxOf(DetectorOutputs outputs, DetectorCell cell);

    /// <summary>An answer's five points, in pixels of the input. In either layout they are offsets from the cell's corner, in strides.</summary>
    public FaceLandmarks PointsOf(DetectorOutputs outputs, DetectorCell cell)
    {
        ReadOnlySpan<float> values = outputs.Values(Columns.Count - 1, cell.Level).Slice(cell.Index * PointValues, PointValues);
        return new FaceLandmarks(Point(values, 0, cell), Point(values, 1, cell), Point(values, 2, cell), Point(values, 3, cell), Point(values, 4, cell));
    }

    private static FacePoint Point(ReadOnlySpan<float> values, int point, DetectorCell cell) =>
        new((cell.Column + values[2 * point]) * cell.Stride, (cell.Row + values[(2 * point) + 1]) * cell.Stride);
}
