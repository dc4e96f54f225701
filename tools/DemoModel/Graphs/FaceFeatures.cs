using HyperFace.OnnxGraphs;

namespace HyperFace.DemoModel.Graphs;

/// <summary>
/// What of a picture depends little on light, blur and small shifts: strengths of edges in each direction against those
/// around them (in the spirit of Dalal and Triggs 2005), and colour against brightness. Written as nodes of an ONNX graph;
/// nothing here is fitted.
/// </summary>
internal static class FaceFeatures
{
    public const string Input = "input";
    public const string Output = "features";

    private const int Directions = 8;

    /// <summary>Number of features.</summary>
    public const int Count = (12 * 12 * 8) + (13 * 13 * 8) + (14 * 14 * 3);

    /// <summary>Adds input and nodes; <see cref="Output"/> is [batch, <see cref="Count"/>].</summary>
    public static void AddTo(OnnxGraph graph)
    {
        graph.AddInput(Input, ["batch", 3, 112, 112]);
        AddHalf(graph);
        AddEdges(graph);
        AddColours(graph);
        graph.AddNode("Concat", ["edgesFlat", "fineFlat", "coloursFlat", "lightFlat"], [Output], OnnxArgument.Whole("axis", 1));
    }

    // Brightness and two colour differences at 56 x 56, through the binomial filter 1 3 3 1.
    private static void AddHalf(OnnxGraph graph)
    {
        float[][] mixes = [[1f / 6f, 1f / 6f, 1f / 6f], [0.5f, -0.5f, 0f], [0.25f, 0.25f, -0.5f]];
        float[] binomial = [0.125f, 0.375f, 0.375f, 0.125f];
        var weights = new List<float>();
        foreach (float[] mix in mixes)
        {
            foreach (float share in mix)
            {
                for (int i = 0; i < 16; i++)
                {
                    weights.Add(share * binomial[i / 4] * binomial[i % 4]);
                }
            }
        }

        graph.AddInitializer("halfWeights", [3, 3, 4, 4], weights.ToArray());
        graph.AddInitializer("halfBias", [3], [0.5f, 0f, 0f]);
        graph.AddNode("Conv", [Input, "halfWeights", "halfBias"], ["half"], OnnxArgument.Wholes("strides", 2, 2), OnnxArgument.Wholes("pads", 1, 1, 1, 1));
        graph.AddInitializer("splits", [2], [1L, 2L]);
        graph.AddNode("Split", ["half", "splits"], ["light", "colour"], OnnxArgument.Whole("axis", 1));
    }

    private static void AddEdges(OnnxGraph graph)
    {
        graph.AddInitializer("edgeWeights", [Directions, 1, 5, 5], EdgeFilters());
        graph.AddNode("Conv", ["light", "edgeWeights"], ["slopes"]);
        graph.AddNode("Relu", ["slopes"], ["edges"]);
        graph.AddNode("ReduceMean", ["edges"], ["strength"], OnnxArgument.Wholes("axes", 1), OnnxArgument.Whole("keepdims", 1));
        graph.AddNode("AveragePool", ["strength"], ["around"], OnnxArgument.Wholes("kernel_shape", 17, 17), OnnxArgument.Wholes("pads", 8, 8, 8, 8));
        graph.AddInitializer("least", [1], [0.004f]);
        graph.AddNode("Add", ["around", "least"], ["level"]);
        graph.AddNode("Div", ["edges", "level"], ["relative"]);
        graph.AddNode("AveragePool", ["relative"], ["edgesPooled"], OnnxArgument.Wholes("kernel_shape", 8, 8), OnnxArgument.Wholes("strides", 4, 4));
        graph.AddNode("Sqrt", ["edgesPooled"], ["edgesEven"]);
        graph.AddNode("Flatten", ["edgesEven"], ["edgesFlat"]);
        graph.AddNode("AveragePool", ["relative"], ["finePooled"], OnnxArgument.Wholes("kernel_shape", 4, 4), OnnxArgument.Wholes("strides", 4, 4));
        graph.AddNode("Sqrt", ["finePooled"], ["fineEven"]);
        graph.AddNode("Flatten", ["fineEven"], ["fineFlat"]);
    }

    private static void AddColours(OnnxGraph graph)
    {
        graph.AddNode("AveragePool", ["light"], ["lightPooled"], OnnxArgument.Wholes("kernel_shape", 4, 4), OnnxArgument.Wholes("strides", 4, 4));
        graph.AddNode("AveragePool", ["colour"], ["colourPooled"], OnnxArgument.Wholes("kernel_shape", 4, 4), OnnxArgument.Wholes("strides", 4, 4));
        graph.AddInitializer("dark", [1], [0.08f]);
        graph.AddNode("Add", ["lightPooled", "dark"], ["lightLifted"]);
        graph.AddNode("Div", ["colourPooled", "lightLifted"], ["colours"]);
        graph.AddNode("Flatten", ["colours"], ["coloursFlat"]);
        graph.AddNode("ReduceMean", ["lightLifted"], ["lightMean"], OnnxArgument.Wholes("axes", 1, 2, 3), OnnxArgument.Whole("keepdims", 1));
        graph.AddNode("Div", ["lightLifted", "lightMean"], ["lightRelative"]);
        graph.AddNode("Flatten", ["lightRelative"], ["lightFlat"]);
    }

    // Derivatives of a Gaussian in eight directions.
    private static float[] EdgeFilters()
    {
        var weights = new float[Directions * 25];
        for (int direction = 0; direction < Directions; direction++)
        {
            double turn = 2 * Math.PI * direction / Directions;
            double sum = 0;
            for (int i = 0; i < 25; i++)
            {
                double x = (i % 5) - 2;
                double y = (i / 5) - 2;
                double along = (x * Math.Cos(turn)) + (y * Math.Sin(turn));
                double value = along * Math.Exp(-((x * x) + (y * y)) / 2);
                weights[(direction * 25) + i] = (float)value;
                sum += Math.Abs(value);
            }

            for (int i = 0; i < 25; i++)
            {
                weights[(direction * 25) + i] /= (float)sum;
            }
        }

        return weights;
    }
}
