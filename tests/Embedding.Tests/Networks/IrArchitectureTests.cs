using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Networks;

public sealed class IrArchitectureTests
{
    [Fact]
    public void An_ir_50_has_the_tensors_and_parameters_that_are_published()
    {
        var architecture = IrArchitecture.Of("ir_50");
        IrTensor[] tensors = [.. IrTensorList.Of(architecture)];
        Assert.Equal(467, tensors.Length);
        Assert.Equal(233, tensors.Count(tensor => tensor.IsParameter));
        Assert.Equal(78, tensors.Count(tensor => tensor.Kind == IrTensorKind.BatchCount));
        Assert.Equal(43_585_600, architecture.Parameters);
        Assert.Equal(43_623_616, tensors.Where(tensor => tensor.Kind != IrTensorKind.BatchCount).Sum(tensor => tensor.Count));
        Assert.Equal(12_845_568, tensors.Where(tensor => tensor.Name.StartsWith("output_layer.3.", StringComparison.Ordinal)).Sum(tensor => tensor.Count));
        Assert.Equal(tensors.Length, tensors.DistinctBy(tensor => tensor.Name).Count());
    }

    [Fact]
    public void Units_halve_the_picture_four_times()
    {
        IrUnit[] units = [.. IrArchitecture.Of("ir_50").Units];
        Assert.Equal(24, units.Length);
        Assert.Equal([0, 3, 7, 21], units.Where(unit => unit.Stride == 2).Select(unit => unit.Index));
        Assert.Equal([3, 7, 21], units.Where(unit => unit.ShortcutIsConvolution).Select(unit => unit.Index));
        Assert.Equal(7, IrArchitecture.Of("ir_50").LastSide);
    }

    [Theory]
    [InlineData("ir_18", 8)]
    [InlineData("ir_34", 16)]
    [InlineData("ir_50", 24)]
    [InlineData("ir_101", 49)]
    public void The_published_networks_are_known_by_their_names(string name, int units)
    {
        Assert.Equal(units, IrArchitecture.Of(name).Units.Count());
        Assert.Equal(name, IrArchitecture.Of(name).Name);
    }

    [Fact]
    public void Another_network_is_named_by_its_sizes()
    {
        Assert.Equal("ir, units 1-1-2-1, widths 2:2-3-4-5", SmallNetworks.Smallest.Name);
        Assert.Equal("ir, units 3-4-14-3, widths 4:4-6-8-10", SmallNetworks.Narrow50.Name);
    }

    [Fact]
    public void An_ir_50_becomes_the_nodes_that_folding_leaves()
    {
        byte[] onnx = IrGraph.Build(SmallNetworks.Narrow50, new NoiseWeights(SmallNetworks.Narrow50, 1)).ToModel(new OnnxProducer("tests", "1"));
        var expected = new Dictionary<string, int>
        {
            ["Conv"] = 52, ["PRelu"] = 25, ["BatchNormalization"] = 24, ["Add"] = 24, ["MaxPool"] = 1, ["Flatten"] = 1, ["Gemm"] = 1, ["ReduceL2"] = 1, ["Max"] = 1, ["Div"] = 1,
        };
        Assert.Equal(expected.OrderBy(pair => pair.Key), GraphNodes.Count(onnx).OrderBy(pair => pair.Key));
    }
}
