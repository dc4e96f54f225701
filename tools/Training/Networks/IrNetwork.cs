using HyperFace.Embedding.Networks;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace HyperFace.Training.Networks;

/// <summary>
/// An IR network that can learn. It holds its tensors by the names that the import reads them under, and computes what the
/// import's graph computes, layer by layer, before anything is folded.
/// </summary>
internal sealed class IrNetwork : IIrWeights, IDisposable
{
    private const double Momentum = 0.1;

    private readonly Dictionary<string, Tensor> _tensors = [];
    private readonly double _dropout;

    /// <summary>A network with seeded weights.</summary>
    /// <param name="architecture">Its sizes.</param>
    /// <param name="seed">Other seeds give other weights.</param>
    /// <param name="dropout">The share of values in front of the last layer that learning leaves out each time.</param>
    public IrNetwork(IrArchitecture architecture, ulong seed, double dropout)
    {
        Architecture = architecture;
        _dropout = dropout;
        foreach (IrTensor tensor in IrTensorList.Of(architecture).Where(tensor => tensor.Kind != IrTensorKind.BatchCount))
        {
            using DisposeScope scope = torch.NewDisposeScope();
            Tensor values = torch.tensor(InitialWeights.Of(tensor, seed), [.. tensor.Shape]);
            _tensors.Add(tensor.Name, ChannelsLast(values).requires_grad_(tensor.IsParameter).MoveToOuterDisposeScope());
        }
    }

    /// <summary>Its sizes.</summary>
    public IrArchitecture Architecture { get; }

    /// <summary>Batches that it learned from.</summary>
    public long Batches { get; set; }

    /// <summary>All its tensors by their names.</summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors => _tensors.Select(entry => (entry.Key, entry.Value));

    /// <summary>What gradients change, and whether weight decay pulls it towards zero: the weights, and no slope, gain or shift.</summary>
    public IEnumerable<(Tensor Value, bool Decays)> Parameters => IrTensorList.Of(Architecture).Where(tensor => tensor.IsParameter)
        .Select(tensor => (_tensors[tensor.Name], tensor.Kind is IrTensorKind.Weight or IrTensorKind.Bias));

    /// <summary>The embeddings of pictures, [batch, dimension], before they are brought to unit length.</summary>
    /// <param name="pictures">[batch, 3, side, side].</param>
    /// <param name="learning">Whether normalisations go by the batch and move their statistics; else by the statistics.</param>
    public Tensor Embed(Tensor pictures, bool learning)
    {
        Batches += learning ? 1 : 0;
        Tensor value = Normalised(Convolved(ChannelsLast(pictures), "input_layer.0", stride: 1), "input_layer.1", learning);
        value = F.prelu(value, _tensors["input_layer.2.weight"]);
        foreach (IrUnit unit in Architecture.Units)
        {
            value = Unit(value, unit, learning);
        }

        value = F.dropout(Normalised(value, "output_layer.0", learning), _dropout, learning).flatten(1);
        value = F.linear(value, _tensors["output_layer.3.weight"], _tensors["output_layer.3.bias"]);
        return Normalised(value, "output_layer.4", learning, affine: false);
    }

    /// <inheritdoc/>
    public float[] Read(string name) => _tensors.TryGetValue(name, out Tensor? tensor) ? [.. tensor.detach().contiguous().data<float>()] : [Batches];

    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    // The same values with the channels of a pixel side by side in memory: on a processor the layers of so narrow a network
    // take a fifth less time for it (docs/training.md).
    private static Tensor ChannelsLast(Tensor values) =>
        values.dim() == 4 ? values.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : values;

    private Tensor Unit(Tensor value, IrUnit unit, bool learning)
    {
        Tensor inner = Normalised(value, $"{unit.Residual}.0", learning);
        inner = Normalised(Convolved(inner, $"{unit.Residual}.1", stride: 1), $"{unit.Residual}.2", learning);
        inner = F.prelu(inner, _tensors[$"{unit.Residual}.3.weight"]);
        inner = Normalised(Convolved(inner, $"{unit.Residual}.4", unit.Stride), $"{unit.Residual}.5", learning);
        return inner.add_(Shortcut(value, unit, learning));
    }

    private Tensor Shortcut(Tensor value, IrUnit unit, bool learning)
    {
        if (unit.ShortcutIsConvolution)
        {
            return Normalised(Convolved(value, $"{unit.Shortcut}.0", unit.Stride, padding: 0), $"{unit.Shortcut}.1", learning);
        }

        return unit.Stride == 1 ? value : value[TensorIndex.Ellipsis, TensorIndex.Slice(step: unit.Stride), TensorIndex.Slice(step: unit.Stride)];
    }

    private Tensor Convolved(Tensor value, string name, int stride, int padding = 1) =>
        F.conv2d(value, _tensors[$"{name}.weight"], strides: [stride, stride], padding: [padding, padding]);

    private Tensor Normalised(Tensor value, string name, bool learning, bool affine = true) => F.batch_norm(
        value,
        _tensors[$"{name}.running_mean"],
        _tensors[$"{name}.running_var"],
        affine ? _tensors[$"{name}.weight"] : null!,
        affine ? _tensors[$"{name}.bias"] : null!,
        learning,
        Momentum,
        BatchNormalisation.Epsilon);
}
