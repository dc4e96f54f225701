using HyperFace.Embedding.Networks;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>The same network written as PyTorch runs it, layer by layer and with every batch normalisation in its place: what folding is held against.</summary>
internal sealed class UnfoldedGraph
{
    private readonly OnnxGraph _graph = new("unfolded");
    private readonly IrArchitecture _architecture;
    private readonly IIrWeights _weights;
    private int _names;

    private UnfoldedGraph(IrArchitecture architecture, IIrWeights weights)
    {
        _architecture = architecture;
        _weights = weights;
    }

    public static byte[] Write(IrArchitecture architecture, IIrWeights weights)
    {
        var graph = new UnfoldedGraph(architecture, weights);
        graph.Build();
        return graph._graph.ToModel(new OnnxProducer("tests", "1"));
    }

    private void Build()
    {
        _graph.AddInput(IrGraph.Input, ["batch", 3, _architecture.Side, _architecture.Side]);
        string value = Slopes(Normalisation(Convolution(IrGraph.Input, "input_layer.0", [_architecture.Stem, 3, 3, 3], 1), "input_layer.1", _architecture.Stem), "input_layer.2", _architecture.Stem);
        foreach (IrUnit unit in _architecture.Units)
        {
            string inner = Normalisation(value, $"{unit.Residual}.0", unit.Inputs);
            inner = Normalisation(Convolution(inner, $"{unit.Residual}.1", [unit.Width, unit.Inputs, 3, 3], 1), $"{unit.Residual}.2", unit.Width);
            inner = Slopes(inner, $"{unit.Residual}.3", unit.Width);
            inner = Normalisation(Convolution(inner, $"{unit.Residual}.4", [unit.Width, unit.Width, 3, 3], unit.Stride), $"{unit.Residual}.5", unit.Width);
            string shortcut = unit.ShortcutIsConvolution
                ? Normalisation(Convolution(value, $"{unit.Shortcut}.0", [unit.Width, unit.Inputs, 1, 1], unit.Stride), $"{unit.Shortcut}.1", unit.Width)
                : Node("MaxPool", [value], OnnxArgument.Wholes("kernel_shape", 1, 1), OnnxArgument.Wholes("strides", unit.Stride, unit.Stride));
            value = Node("Add", [inner, shortcut]);
        }

        int last = _architecture.Stages[^1].Width;
        value = Node("Flatten", [Normalisation(value, "output_layer.0", last)], OnnxArgument.Whole("axis", 1));
        long flat = last * _architecture.LastSide * _architecture.LastSide;
        value = Node("Gemm", [value, Constant("output_layer.3.weight", [_architecture.Dimension, flat]), Constant("output_layer.3.bias", [_architecture.Dimension])], OnnxArgument.Whole("transB", 1));
        _graph.AddInitializer("ones", [_architecture.Dimension], [.. Enumerable.Repeat(1f, _architecture.Dimension)]);
        _graph.AddInitializer("zeros", [_architecture.Dimension], new float[_architecture.Dimension]);
        value = Node("BatchNormalization", [value, "ones", "zeros", Constant("output_layer.4.running_mean", [_architecture.Dimension]), Constant("output_layer.4.running_var", [_architecture.Dimension])], OnnxArgument.Real("epsilon", 1e-5f));
        _graph.AddNode("ReduceL2", [value], [IrGraph.Norm], OnnxArgument.Wholes("axes", 1), OnnxArgument.Whole("keepdims", 1));
        _graph.AddNode("Div", [value, IrGraph.Norm], [IrGraph.Feature]);
        _graph.AddOutput(IrGraph.Feature, ["batch", _architecture.Dimension]);
        _graph.AddOutput(IrGraph.Norm, ["batch", 1]);
    }

    private string Convolution(string value, string name, long[] shape, long stride)
    {
        long pad = shape[3] / 2;
        return Node("Conv", [value, Constant($"{name}.weight", shape)],
            OnnxArgument.Wholes("kernel_shape", shape[2], shape[3]), OnnxArgument.Wholes("strides", stride, stride), OnnxArgument.Wholes("pads", pad, pad, pad, pad));
    }

    private string Normalisation(string value, string name, long channels) => Node(
        "BatchNormalization",
        [value, .. new[] { "weight", "bias", "running_mean", "running_var" }.Select(part => Constant($"{name}.{part}", [channels]))],
        OnnxArgument.Real("epsilon", 1e-5f));

    private string Slopes(string value, string name, long channels) => Node("PRelu", [value, Constant($"{name}.weight", [channels, 1, 1])]);

    private string Constant(string name, long[] shape)
    {
        _graph.AddInitializer(name, shape, _weights.Read(name));
        return name;
    }

    private string Node(string operation, string[] inputs, params ReadOnlySpan<OnnxArgument> arguments)
    {
        string output = $"value{_names++}";
        _graph.AddNode(operation, inputs, [output], arguments);
        return output;
    }
}
