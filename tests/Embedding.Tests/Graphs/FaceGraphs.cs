using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Graphs;

/// <summary>Small face models whose answers can be worked out by hand.</summary>
internal static class FaceGraphs
{
    public const int Side = 16;
    public const int Dimension = 4;

    private static readonly OnnxProducer Producer = new("HyperFace.Embedding.Tests", "1");

    /// <summary>The embedding is the mean of the first plane, of the second, of the third, and 1.</summary>
    public static byte[] PlaneMeans(OnnxDimension? batch = null, string input = "image", string output = "embedding", int side = Side) => Model(
        batch ?? "batch", input, output, side, graph =>
        {
            AddPlaneMeans(graph, input, "means");
            graph.AddInitializer("pads", [4], [0L, 0L, 0L, 1L]);
            graph.AddInitializer("one", [], [1f]);
            graph.AddNode("Pad", ["means", "pads", "one"], [output]);
        });

    /// <summary>A seeded random projection of all pixels, through a nonlinearity: every pixel counts.</summary>
    public static byte[] Projection(int dimension = Dimension, int side = Side)
    {
        int pixels = 3 * side * side;
        var random = new Random(20261124);
        return Model("batch", "image", "embedding", side, dimension: dimension, build: graph =>
        {
            graph.AddInitializer("weights", [pixels, dimension], [.. Enumerable.Range(0, pixels * dimension).Select(_ => (float)((random.NextDouble() - 0.5) / side))]);
            graph.AddNode("Flatten", ["image"], ["flat"]);
            graph.AddNode("MatMul", ["flat", "weights"], ["projected"]);
            graph.AddNode("Tanh", ["projected"], ["embedding"]);
        });
    }

    /// <summary>As <see cref="PlaneMeans"/>, with a second output: three times the mean of the first plane.</summary>
    public static byte[] WithNorm(int normLength = 1)
    {
        var graph = new OnnxGraph("face");
        graph.AddInput("image", ["batch", 3, Side, Side]);
        AddPlaneMeans(graph, "image", "embedding");
        graph.AddInitializer("three", [3, normLength], [.. Enumerable.Range(0, 3 * normLength).Select(i => i < normLength ? 3f : 0f)]);
        graph.AddNode("MatMul", ["embedding", "three"], ["norm"]);
        graph.AddOutput("embedding", ["batch", 3]);
        graph.AddOutput("norm", ["batch", normLength]);
        return graph.ToModel(Producer);
    }

    /// <summary>Not a number as soon as a pixel is darker than mid grey; an embedding of all zeros for mid grey itself.</summary>
    public static byte[] SquareRoots() => Model("batch", "image", "embedding", Side, dimension: 3, build: graph =>
    {
        AddPlaneMeans(graph, "image", "means");
        graph.AddNode("Sqrt", ["means"], ["embedding"]);
    });

    /// <summary>The mean of the left half less that of the right half, plane by plane.</summary>
    public static byte[] HalvesApart() => Model("batch", "image", "embedding", Side, dimension: 3, build: graph =>
    {
        graph.AddInitializer("sides", [1, 1, 1, Side], [.. Enumerable.Range(0, Side).Select(column => column < Side / 2 ? 1f : -1f)]);
        graph.AddNode("Mul", ["image", "sides"], ["apart"]);
        AddPlaneMeans(graph, "apart", "embedding");
    });

    /// <summary>The first plane in blocks of four pixels, and nothing of the others.</summary>
    public static byte[] FirstPlane() => Model("batch", "image", "embedding", Side, dimension: Side * Side / 4, build: graph =>
    {
        graph.AddInitializer("first", [1], [0L]);
        graph.AddNode("Gather", ["image", "first"], ["plane"], OnnxArgument.Whole("axis", 1));
        graph.AddNode("AveragePool", ["plane"], ["blocks"], OnnxArgument.Wholes("kernel_shape", 2, 2), OnnxArgument.Wholes("strides", 2, 2));
        graph.AddNode("Flatten", ["blocks"], ["embedding"]);
    });

    /// <summary>As <see cref="Projection"/>, less the mean over the batch: what a graph exported in training mode does.</summary>
    public static byte[] MixesBatch() => Model("batch", "image", "embedding", Side, build: graph =>
    {
        int pixels = 3 * Side * Side;
        var random = new Random(20261124);
        graph.AddInitializer("weights", [pixels, Dimension], [.. Enumerable.Range(0, pixels * Dimension).Select(_ => (float)((random.NextDouble() - 0.5) / Side))]);
        graph.AddInitializer("half", [], [0.5f]);
        graph.AddNode("Flatten", ["image"], ["flat"]);
        graph.AddNode("MatMul", ["flat", "weights"], ["projected"]);
        graph.AddNode("ReduceMean", ["projected"], ["mean"], OnnxArgument.Wholes("axes", 0), OnnxArgument.Whole("keepdims", 1));
        graph.AddNode("Mul", ["mean", "half"], ["share"]);
        graph.AddNode("Sub", ["projected", "share"], ["embedding"]);
    });

    /// <summary>A graph whose number of columns depends on the pixels: it is known only when it runs.</summary>
    public static byte[] OpenShape()
    {
        var graph = new OnnxGraph("face");
        graph.AddInput("image", ["batch", 3, Side, Side]);
        AddPlaneMeans(graph, "image", "means");
        graph.AddInitializer("first", [], [0L]);
        graph.AddInitializer("low", [], [-1000f]);
        graph.AddNode("Gather", ["means", "first"], ["row"]);
        graph.AddNode("Greater", ["row", "low"], ["wanted"]);
        graph.AddNode("Compress", ["means", "wanted"], ["embedding"], OnnxArgument.Whole("axis", 1));
        graph.AddOutput("embedding", ["rows", "columns"]);
        return graph.ToModel(Producer);
    }

    /// <summary>A graph whose input or output has another element type.</summary>
    public static byte[] Bytes()
    {
        var graph = new OnnxGraph("face");
        graph.AddInput("image", ["batch", 3, Side, Side], OnnxElement.Byte8);
        graph.AddNode("Cast", ["image"], ["floats"], OnnxArgument.Whole("to", (int)OnnxElement.Real32));
        AddPlaneMeans(graph, "floats", "embedding");
        graph.AddOutput("embedding", ["batch", 3]);
        return graph.ToModel(Producer);
    }

    /// <summary>A graph whose weights lie in another file.</summary>
    public static byte[] ExternalWeights(string location)
    {
        var graph = new OnnxGraph("face");
        graph.AddInput("image", ["batch", 3, Side, Side]);
        AddPlaneMeans(graph, "image", "means");
        graph.AddExternalInitializer("weights", [3, 4], location);
        graph.AddNode("MatMul", ["means", "weights"], ["embedding"]);
        graph.AddOutput("embedding", ["batch", 4]);
        return graph.ToModel(Producer);
    }

    /// <summary>A graph that wants something besides the image.</summary>
    public static byte[] TwoInputs()
    {
        var graph = new OnnxGraph("face");
        graph.AddInput("image", ["batch", 3, Side, Side]);
        graph.AddInput("landmarks", ["batch", 3]);
        AddPlaneMeans(graph, "image", "means");
        graph.AddNode("Add", ["means", "landmarks"], ["embedding"]);
        graph.AddOutput("embedding", ["batch", 3]);
        return graph.ToModel(Producer);
    }

    private static byte[] Model(OnnxDimension batch, string input, string output, int side, Action<OnnxGraph> build, int dimension = Dimension)
    {
        var graph = new OnnxGraph("face");
        graph.AddInput(input, [batch, 3, side, side]);
        build(graph);
        graph.AddOutput(output, [batch, dimension]);
        return graph.ToModel(Producer);
    }

    private static void AddPlaneMeans(OnnxGraph graph, string input, string output) =>
        graph.AddNode("ReduceMean", [input], [output], OnnxArgument.Wholes("axes", 2, 3), OnnxArgument.Whole("keepdims", 0));
}
