using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Networks;

/// <summary>Finds out from the names and shapes of tensors which IR network they are, and checks that they are one, whole.</summary>
internal sealed class IrInference
{
    private const int MaxUnits = 1000;
    private const int MaxWidth = 8192;
    private const int Shown = 3;

    private readonly IReadOnlyDictionary<string, CheckpointTensor> _tensors;
    private readonly string _prefix;
    private readonly CheckpointRefusal _refusal;

    private IrInference(IReadOnlyDictionary<string, CheckpointTensor> tensors, string prefix, CheckpointRefusal refusal)
    {
        _tensors = tensors;
        _prefix = prefix;
        _refusal = refusal;
    }

    /// <summary>The network that tensors make up.</summary>
    /// <param name="tensors">The tensors by their names without the prefix.</param>
    /// <param name="prefix">What the names begin with in the checkpoint, for messages.</param>
    /// <param name="refusal">Makes the exceptions.</param>
    /// <exception cref="InvalidCheckpointException">They make up none, or not all of it, or more than one.</exception>
    public static IrArchitecture Run(IReadOnlyDictionary<string, CheckpointTensor> tensors, string prefix, CheckpointRefusal refusal) =>
        new IrInference(tensors, prefix, refusal).Run();

    private IrArchitecture Run()
    {
        int stem = Width("input_layer.0.weight", rank: 4);
        IrStage[] stages = Stages();
        (int dimension, int side) = Head(stages[^1].Width);
        var architecture = new IrArchitecture(stem, stages, side, dimension);
        IrTensor[] expected = [.. IrTensorList.Of(architecture)];
        if (expected.Sum(tensor => tensor.Count) > CheckpointLimits.WeightElements)
        {
            throw _refusal.TooLarge($"the network has {expected.Sum(tensor => tensor.Count)} weights; an ONNX file holds {CheckpointLimits.WeightElements} at most.");
        }

        foreach (IrTensor tensor in expected)
        {
            Check(tensor);
        }

        string[] others = [.. _tensors.Keys.Except(expected.Select(tensor => tensor.Name)).Select(name => $"'{CheckpointRefusal.Shown(_prefix + name)}'")];
        return others.Length == 0
            ? architecture
            : throw Wrong($"{others.Length} tensors belong to no network that is read, which is the IR kind with plain units: {string.Join(", ", others.Take(Shown))}{(others.Length > Shown ? ", …" : "")}");
    }

    private IrStage[] Stages()
    {
        var stages = new List<IrStage>();
        int units = 0;
        for (; _tensors.ContainsKey($"body.{units}.res_layer.4.weight"); units++)
        {
            int width = Width($"body.{units}.res_layer.4.weight", rank: 4);
            if (units == MaxUnits)
            {
                throw _refusal.TooLarge($"the network has more than {MaxUnits} units.");
            }

            if (stages is [.., { } last] && last.Width == width)
            {
                stages[^1] = last with { Units = last.Units + 1 };
            }
            else
            {
                stages.Add(new IrStage(1, width));
            }
        }

        // Only a change of width shows where a stage begins, and with it where the picture is halved.
        return stages.Count == IrArchitecture.StageCount
            ? [.. stages]
            : throw Wrong($"the widths of the {units} units under '{_prefix}body.' ({string.Join(", ", stages.Select(stage => $"{stage.Units} of {stage.Width}"))}) do not show {IrArchitecture.StageCount} stages");
    }

    private (int Dimension, int Side) Head(int lastWidth)
    {
        const string Name = "output_layer.3.weight";
        int dimension = Width(Name, rank: 2);
        long pixels = _tensors[Name].Shape[1] / lastWidth;
        long lastSide = (long)Math.Sqrt(pixels);
        long side = lastSide * IrArchitecture.Reduction;
        if (lastSide * lastSide * lastWidth != _tensors[Name].Shape[1] || side is < FaceEmbedder.MinSide or > ManifestRules.MaxSide)
        {
            throw Wrong($"the shape {_tensors[Name].ShapeInWords} of '{_prefix}{Name}' fits no square image of {FaceEmbedder.MinSide} to {ManifestRules.MaxSide} pixels with {lastWidth} channels at the end");
        }

        return dimension is >= ManifestRules.MinDimension and <= ManifestRules.MaxDimension
            ? (dimension, (int)side)
            : throw Wrong($"an embedding would have {dimension} values; {ManifestRules.MinDimension} to {ManifestRules.MaxDimension} are possible");
    }

    private int Width(string name, int rank)
    {
        if (!_tensors.TryGetValue(name, out CheckpointTensor? tensor))
        {
            throw Missing(name);
        }

        return tensor.Shape.Count == rank && tensor.Shape[0] is > 0 and <= MaxWidth
            ? (int)tensor.Shape[0]
            : throw Wrong($"'{_prefix}{name}' has the shape {tensor.ShapeInWords}");
    }

    private void Check(IrTensor expected)
    {
        if (!_tensors.TryGetValue(expected.Name, out CheckpointTensor? tensor))
        {
            if (expected.Kind == IrTensorKind.BatchCount)
            {
                return;
            }

            throw Missing(expected.Name);
        }

        if (!tensor.Shape.SequenceEqual(expected.Shape))
        {
            throw Wrong($"'{_prefix}{expected.Name}' has the shape {tensor.ShapeInWords}; [{string.Join(", ", expected.Shape)}] is expected");
        }

        if (expected.Kind != IrTensorKind.BatchCount && tensor.Element == TensorElement.Int64)
        {
            throw _refusal.Because(InvalidCheckpointReason.UnsupportedTensor, $"'{_prefix}{expected.Name}' is of whole numbers; weights are floating point.");
        }
    }

    private InvalidCheckpointException Missing(string name) => Wrong($"there is no '{_prefix}{name}'");

    private InvalidCheckpointException Wrong(string message) => _refusal.Because(InvalidCheckpointReason.WrongArchitecture, $"{message}.");
}
