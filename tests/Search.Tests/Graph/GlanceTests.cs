using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Sweep;
using HyperFace.Search.Tests.Support;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Graph;

public sealed unsafe class GlanceTests
{
    private const int Nodes = 4000;
    private const int Probes = 50;

    /// <summary>192 is no whole number of stretches of two-bit codes, so that the probe's padding counts too.</summary>
    [Theory]
    [InlineData(192)]
    [InlineData(512)]
    public void It_passes_over_few_that_barely_are_near_enough_and_nobody_who_is_much_nearer(int dimension)
    {
        (long barely, long much, long far) = (0, 0, 0);
        Compare(dimension, ofNodes: false, (metric, probe, slot) =>
        {
            // A deviation of a two-bit code's error is 0.36 / √D.
            float similarity = metric.Similarity(probe, slot);
            float deviation = 0.36f / MathF.Sqrt(dimension);
            barely += metric.MayExceed(similarity, probe, slot) ? 0 : 1;
            much += metric.MayExceed(similarity - (5 * deviation), probe, slot) ? 0 : 1;
            far += metric.MayExceed(similarity + (8 * deviation), probe, slot) ? 1 : 0;
        });

        const double pairs = Nodes * Probes;
        Assert.InRange(barely / pairs, 0.01, 0.04);
        Assert.Equal((0L, 0L), (much, far));
    }

    [Theory]
    [InlineData(192)]
    [InlineData(512)]
    public void A_node_as_a_probe_is_glanced_from_as_a_searchs_probe_is(int dimension)
    {
        long misjudged = 0;
        Compare(dimension, ofNodes: true, (metric, probe, slot) =>
            misjudged += metric.MayExceed(metric.Similarity(probe, slot), probe, slot) ? 0 : 1);
        Assert.InRange(misjudged / (double)(Nodes * Probes), 0.01, 0.04);
    }

    private static void Compare(int dimension, bool ofNodes, Action<GraphMetric, GraphProbe, int> compare)
    {
        var codes = new CodeStore(dimension, seed: 7);
        codes.Reserve(Nodes);
        var rotated = new float[codes.Dimension];
        for (int slot = 0; slot < Nodes; slot++)
        {
            codes.Write(slot, SeededVectors.Unit(SeededVectors.Gaussian(slot, dimension)), rotated);
        }

        var metric = new GraphMetric(new VectorStore(dimension), codes);
        using var probe = new SweepProbe(codes.Rotation);
        for (int p = 0; p < Probes; p++)
        {
            if (ofNodes)
            {
                probe.SetBytes(codes.Bytes(p), codes.Scale(p));
            }
            else
            {
                probe.SetBytes(SeededVectors.Unit(SeededVectors.Gaussian(Nodes + p, dimension)));
            }

            var from = GraphProbe.Of(probe.Bytes, probe.ByteCode.Scale, probe.ByteSum);
            for (int slot = 0; slot < Nodes; slot++)
            {
                if (!ofNodes || slot != p)
                {
                    compare(metric, from, slot);
                }
            }
        }

        codes.Free();
    }
}
