using HyperFace.DemoModel.Fitting;
using HyperFace.OnnxGraphs;

namespace HyperFace.DemoModel.Graphs;

/// <summary>Features and a fitted projection as one ONNX model.</summary>
internal static class EmbeddingGraph
{
    public const string Output = "feature";

    /// <summary>The features alone: what the projection is fitted to.</summary>
    public static byte[] OfFeatures()
    {
        OnnxGraph graph = Begin();
        graph.AddOutput(FaceFeatures.Output, ["batch", FaceFeatures.Count]);
        return End(graph);
    }

    /// <summary>
    /// The whole model. Each direction is brought to unit variance over all pictures and weighted by the share of that
    /// variance which is between people, so that a cosine counts what tells people apart.
    /// </summary>
    public static byte[] Of(Projection projection)
    {
        int dimension = projection.Spreads.Length;
        var weights = new float[FaceFeatures.Count * dimension];
        for (int k = 0; k < dimension; k++)
        {
            double spread = projection.Spreads[k];
            double weight = spread / (spread + 1) / Math.Sqrt(spread + 1);
            Span<float> direction = projection.Directions.Row(k);
            for (int i = 0; i < direction.Length; i++)
            {
                weights[(i * dimension) + k] = (float)(direction[i] * weight);
            }
        }

        OnnxGraph graph = Begin();
        graph.AddInitializer("mean", [FaceFeatures.Count], projection.Mean);
        graph.AddInitializer("projection", [FaceFeatures.Count, dimension], weights);
        graph.AddNode("Sub", [FaceFeatures.Output, "mean"], ["centred"]);
        graph.AddNode("MatMul", ["centred", "projection"], [Output]);
        graph.AddOutput(Output, ["batch", dimension]);
        return End(graph);
    }

    private static OnnxGraph Begin()
    {
        var graph = new OnnxGraph("hyperface-demo");
        FaceFeatures.AddTo(graph);
        return graph;
    }

    private static byte[] End(OnnxGraph graph) => graph.ToModel(new OnnxProducer("HyperFace.DemoModel", "1"));
}
