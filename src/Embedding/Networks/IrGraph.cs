using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Networks;

/// <summary>
/// Writes an IR network as an ONNX graph of operator set 17, batch normalisations folded where that is exact. Weights are
/// asked for while the graph is written, tensor by tensor: none of it is ever in memory whole. The same weights give the
/// same bytes.
/// </summary>
internal sealed class IrGraph
{
    /// <summary>The graph's input: images, [batch, 3, side, side].</summary>
    public const string Input = "input";

    /// <summary>The graph's output: embeddings of unit length, [batch, dimension].</summary>
    public const string Feature = "feature";

    /// <summary>The graph's other output: the lengths that the embeddings had, [batch, 1].</summary>
    public const string Norm = "norm";

    private const string Batch = "batch";

    /// <summary>An embedding shorter than this is divided by it: one of zeros stays zeros, and is refused as such by whoever reads it, where 0 / 0 would say nothing.</summary>
    private const float LeastLength = 1e-12f;

    private readonly OnnxGraph _graph;
    private readonly IrArchitecture _architecture;
    private readonly IIrWeights _weights;

    private IrGraph(IrArchitecture architecture, IIrWeights weights)
    {
        _graph = new OnnxGraph(architecture.Name);
        _architecture = architecture;
        _weights = weights;
    }

    /// <summary>Describes the graph; its weights are read when it is written.</summary>
    public static OnnxGraph Build(IrArchitecture architecture, IIrWeights weights)
    {
        var network = new IrGraph(architecture, weights);
        network.Build();
        return network._graph;
    }

    private void Build()
    {
        _graph.AddInput(Input, [Batch, 3, _architecture.Side, _architecture.Side]);
        string value = Convolution(Input, "input_layer.0", "input_layer.1", _architecture.Stem, 3, kernel: 3, stride: 1);
        value = Slopes(value, "input_layer.2", _architecture.Stem);
        foreach (IrUnit unit in _architecture.Units)
        {
            value = Unit(value, unit);
        }

        Length(FullLayer(value));
        _graph.AddOutput(Feature, [Batch, _architecture.Dimension]);
        _graph.AddOutput(Norm, [Batch, 1]);
    }

    private string Unit(string value, IrUnit unit)
    {
        string inner = Normalisation(value, $"{unit.Residual}.0", unit.Inputs);
        inner = Convolution(inner, $"{unit.Residual}.1", $"{unit.Residual}.2", unit.Width, unit.Inputs, kernel: 3, stride: 1);
        inner = Slopes(inner, $"{unit.Residual}.3", unit.Width);
        inner = Convolution(inner, $"{unit.Residual}.4", $"{unit.Residual}.5", unit.Width, unit.Width, kernel: 3, unit.Stride);
        string sum = $"body.{unit.Index}";
        _graph.AddNode("Add", [inner, Shortcut(value, unit)], [sum]);
        return sum;
    }

    private string Shortcut(string value, IrUnit unit)
    {
        if (unit.ShortcutIsConvolution)
        {
            return Convolution(value, $"{unit.Shortcut}.0", $"{unit.Shortcut}.1", unit.Width, unit.Inputs, kernel: 1, unit.Stride);
        }

        if (unit.Stride == 1)
        {
            return value;
        }

        _graph.AddNode("MaxPool", [value], [unit.Shortcut], OnnxArgument.Wholes("kernel_shape", 1, 1), OnnxArgument.Wholes("strides", unit.Stride, unit.Stride));
        return unit.Shortcut;
    }

    private string Convolution(string value, string name, string normalisation, int outputs, int inputs, int kernel, int stride)
    {
        _graph.AddDeferredInitializer($"{name}.weight", [outputs, inputs, kernel, kernel], () => Folding.Convolution(_weights.Read($"{name}.weight"), BatchNormalisation.Read(_weights, normalisation)));
        _graph.AddDeferredInitializer($"{name}.bias", [outputs], () => Folding.Bias(BatchNormalisation.Read(_weights, normalisation)));
        long pad = kernel / 2;
        _graph.AddNode("Conv", [value, $"{name}.weight", $"{name}.bias"], [name],
            OnnxArgument.Wholes("kernel_shape", kernel, kernel), OnnxArgument.Wholes("strides", stride, stride), OnnxArgument.Wholes("pads", pad, pad, pad, pad));
        return name;
    }

    private string Slopes(string value, string name, int channels)
    {
        // Behind the batch come channels, rows and columns: with the shape [channels] alone it would be spread over columns.
        _graph.AddDeferredInitializer($"{name}.weight", [channels, 1, 1], () => _weights.Read($"{name}.weight"));
        _graph.AddNode("PRelu", [value, $"{name}.weight"], [name]);
        return name;
    }

    private string Normalisation(string value, string name, int channels)
    {
        string[] constants = [$"{name}.weight", $"{name}.bias", $"{name}.running_mean", $"{name}.running_var"];
        foreach (string constant in constants)
        {
            _graph.AddDeferredInitializer(constant, [channels], () => _weights.Read(constant));
        }

        _graph.AddNode("BatchNormalization", [value, .. constants], [name], OnnxArgument.Real("epsilon", BatchNormalisation.Epsilon));
        return name;
    }

    private string FullLayer(string value)
    {
        const string Weights = "output_layer.3.weight";
        const string Bias = "output_layer.3.bias";
        int channels = _architecture.Stages[^1].Width;
        _graph.AddNode("Flatten", [value], ["flat"], OnnxArgument.Whole("axis", 1));
        _graph.AddDeferredInitializer(Weights, [_architecture.Dimension, (long)channels * _architecture.LastSide * _architecture.LastSide], () => Folding.FullLayer(_weights.Read(Weights), Before(), Behind()));
        _graph.AddDeferredInitializer(Bias, [_architecture.Dimension], () => Folding.FullLayerBias(_weights.Read(Weights), _weights.Read(Bias), Before(), Behind()));
        _graph.AddNode("Gemm", ["flat", Weights, Bias], ["embedding"], OnnxArgument.Whole("transB", 1));
        return "embedding";
    }

    private BatchNormalisation Before() => BatchNormalisation.Read(_weights, "output_layer.0");

    private BatchNormalisation Behind() => BatchNormalisation.Read(_weights, "output_layer.4", affine: false);

    private void Length(string value)
    {
        _graph.AddInitializer("least_length", [1], [LeastLength]);
        _graph.AddNode("ReduceL2", [value], [Norm], OnnxArgument.Wholes("axes", 1), OnnxArgument.Whole("keepdims", 1));
        _graph.AddNode("Max", [Norm, "least_length"], ["length"]);
        _graph.AddNode("Div", [value, "length"], [Feature]);
    }
}
