namespace HyperFace.Embedding.Detection;

/// <summary>Reads the answers out of a detector's outputs: those at or above the threshold, in the order of strides and cells.</summary>
internal sealed class CandidateReader(DetectorManifest manifest)
{
    /// <summary>How far beyond the input a coordinate may lie, in inputs: what is farther was never seen there.</summary>
    private const double Reach = 4;

    private readonly FaceDecoder _decoder = FaceDecoder.Of(manifest.Layout);

    /// <exception cref="ModelException">An output has another shape than the layout asks for, or an answer is none.</exception>
    public List<FaceCandidate> Read(DetectorOutputs outputs, InputSize size)
    {
        var candidates = new List<FaceCandidate>();
        for (int level = 0; level < manifest.Strides.Count; level++)
        {
            int stride = manifest.Strides[level];
            int columns = size.Width / stride;
            int answers = columns * (size.Height / stride) * manifest.Anchors;
            for (int kind = 0; kind < _decoder.Columns.Count; kind++)
            {
                outputs.RequireShape(kind, level, answers, _decoder.Columns[kind]);
            }

            for (int i = 0; i < answers; i++)
            {
                int cell = i / manifest.Anchors;
                Add(candidates, outputs, new DetectorCell(level, i, cell % columns, cell / columns, stride), size);
            }
        }

        return candidates;
    }

    private void Add(List<FaceCandidate> candidates, DetectorOutputs outputs, DetectorCell cell, InputSize size)
    {
        float score = _decoder.ScoreOf(outputs, cell);
        if (score < manifest.ScoreThreshold)
        {
            return;
        }

        (double left, double top, double right, double bottom) = _decoder.BoxOf(outputs, cell);
        FaceLandmarks points = _decoder.PointsOf(outputs, cell);
        Require(outputs, _decoder.Columns.Count - 2, cell.Level, "box", size, [left, right], [top, bottom]);
        FacePoint[] all = points.ToArray();
        Require(outputs, _decoder.Columns.Count - 1, cell.Level, "point", size, [.. all.Select(point => (double)point.X)], [.. all.Select(point => (double)point.Y)]);

        // No face has its middle outside the photo, and a box turned inside out is no box.
        double x = (left + right) / 2;
        double y = (top + bottom) / 2;
        if (right > left && bottom > top && x >= 0 && x <= size.PhotoWidth && y >= 0 && y <= size.PhotoHeight)
        {
            candidates.Add(new FaceCandidate(score, new FaceBox((float)left, (float)top, (float)(right - left), (float)(bottom - top)), points));
        }
    }

    private static void Require(DetectorOutputs outputs, int kind, int level, string what, InputSize size, ReadOnlySpan<double> across, ReadOnlySpan<double> down)
    {
        Require(outputs, kind, level, what, size.Width, across);
        Require(outputs, kind, level, what, size.Height, down);
    }

    private static void Require(DetectorOutputs outputs, int kind, int level, string what, int side, ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            // So that what is not a number fails too.
            if (!(Math.Abs(value) <= Reach * side))
            {
                throw outputs.Wrong(kind, level, FormattableString.Invariant($"gave a {what} at {value}, which is nowhere near an input of {side} pixels"));
            }
        }
    }
}
