using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>The exported graph against the same network layer by layer, both run by ONNX Runtime.</summary>
public sealed class FoldingTests(ITestOutputHelper output)
{
    private static readonly OnnxProducer Producer = new("tests", "1");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Folding_changes_no_more_than_the_rounding(int seed)
    {
        foreach (IrArchitecture architecture in new[] { SmallNetworks.Smallest, SmallNetworks.Narrow50 })
        {
            var weights = new NoiseWeights(architecture, seed);
            float[] images = NetworkRun.Images(5, architecture.Side, seed);
            (float[] feature, float[] norm) = NetworkRun.Of(IrGraph.Build(architecture, weights).ToModel(Producer), images, architecture.Side);
            (float[] unfolded, float[] unfoldedNorm) = NetworkRun.Of(UnfoldedGraph.Write(architecture, weights), images, architecture.Side);

            double furthest = NetworkRun.Furthest(unfolded, feature);
            output.WriteLine($"{architecture.Name}, seed {seed}: largest difference {furthest:E1}");
            Assert.InRange(furthest, 0, 1e-5);
            Assert.InRange(unfoldedNorm.Zip(norm).Max(pair => Math.Abs(pair.First - pair.Second) / pair.First), 0, 1e-5);
        }
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        byte[] Write() => IrGraph.Build(SmallNetworks.Smallest, new NoiseWeights(SmallNetworks.Smallest, 7)).ToModel(Producer);
        Assert.Equal(Write(), Write());
    }

    [Fact]
    public void An_embedding_of_zeros_stays_zeros()
    {
        // A last normalisation whose mean is what the layer gives: 0 / 0 would be no number.
        var zero = new ZeroHead(new NoiseWeights(SmallNetworks.Smallest, 1));
        (float[] feature, float[] norm) = NetworkRun.Of(IrGraph.Build(SmallNetworks.Smallest, zero).ToModel(Producer), NetworkRun.Images(2, 16, 1), 16);
        Assert.All(feature, value => Assert.Equal(0f, value));
        Assert.Equal([0f, 0f], norm);
    }

    private sealed class ZeroHead(IIrWeights others) : IIrWeights
    {
        public float[] Read(string name) => name switch
        {
            "output_layer.3.weight" or "output_layer.3.bias" or "output_layer.4.running_mean" => new float[others.Read(name).Length],
            _ => others.Read(name),
        };
    }
}
