using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Detection;

/// <summary>What one run of a detector gave: of each kind and stride as many rows of values as there are answers.</summary>
internal sealed class DetectorOutputs
{
    private readonly string _path;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<OrtValue> _values;
    private readonly int _levels;

    /// <param name="path">The detector's file, for messages.</param>
    /// <param name="names">The outputs' names: kind by kind, and in each stride by stride.</param>
    /// <param name="values">The outputs, in the same order.</param>
    /// <param name="levels">Strides.</param>
    public DetectorOutputs(string path, IReadOnlyList<string> names, IReadOnlyList<OrtValue> values, int levels)
    {
        _path = path;
        _names = names;
        _values = values;
        _levels = levels;
    }

    /// <summary>The values of one kind at one stride, answer by answer.</summary>
    public ReadOnlySpan<float> Values(int kind, int level) => _values[(kind * _levels) + level].GetTensorDataAsSpan<float>();

    /// <summary>Throws unless an output has so many answers of so many values. A batch dimension of one may stand before them.</summary>
    public void RequireShape(int kind, int level, int answers, int values)
    {
        OrtTensorTypeAndShapeInfo info = _values[(kind * _levels) + level].GetTensorTypeAndShape();
        long[] shape = info.Shape;
        ReadOnlySpan<long> rows = shape is [1, _, _] ? shape.AsSpan(1) : shape;
        if (info.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float || rows.Length != 2 || rows[0] != answers || rows[1] != values)
        {
            throw Wrong(kind, level, $"came as {info.ElementDataType} of the shape [{string.Join(", ", shape)}]; the manifest's layout, strides and anchors ask for float32 of [{answers}, {values}], or that behind a batch of 1");
        }
    }

    /// <summary>The exception for an output.</summary>
    public ModelException Wrong(int kind, int level, string how) => new($"'{_path}': the output '{_names[(kind * _levels) + level]}' {how}.");
}
