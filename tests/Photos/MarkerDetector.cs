using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.OnnxGraphs;

namespace HyperFace.Tests.Photos;

/// <summary>
/// A real detector for <see cref="MarkedScene"/>: an ONNX graph that looks at the pixels. At every cell of three strides it
/// takes the centroids of what is magenta and of what is green in a window around the cell, and answers with the face that
/// these two marks tell of; each stride answers for sizes of its own, as in a feature pyramid. Neighbouring cells answer
/// for one face, so that suppression has its work. Written in both layouts.
/// </summary>
internal static class MarkerDetector
{
    /// <summary>Width and height of the input.</summary>
    public const int Side = 320;

    private const double Level = 127.5;

    private static readonly int[] Strides = [8, 16, 32];

    /// <summary>Largest distance of the marks that a stride answers for, in strides; the smallest is the next finer stride's largest.</summary>
    private const double Reach = 7.5;

    /// <summary>Writes detector and manifest; returns the manifest's path.</summary>
    public static string Write(TemporaryFolder folder, bool yunet = false, string name = "markers", Action<JsonObject>? change = null)
    {
        byte[] onnx = Graph(yunet);
        folder.Write($"detectors/{name}.onnx", onnx);
        var manifest = new JsonObject
        {
            ["name"] = "Marks of two colours",
            ["notice"] = "For tests.",
            ["file"] = $"{name}.onnx",
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx)),
            ["layout"] = yunet ? "yunet" : "scrfd",
            ["input"] = "input",
            ["width"] = Side,
            ["height"] = Side,
            ["channelOrder"] = yunet ? "bgr" : "rgb",
            ["mean"] = yunet ? new JsonArray(0, 0, 0) : new JsonArray(Level, Level, Level),
            ["scale"] = yunet ? new JsonArray(1, 1, 1) : new JsonArray(1 / Level, 1 / Level, 1 / Level),
            ["strides"] = new JsonArray(8, 16, 32),
            ["anchors"] = yunet ? 1 : 2,
            ["scoreThreshold"] = 0.5,
            ["overlapThreshold"] = 0.4,
        };
        change?.Invoke(manifest);
        return folder.Write($"detectors/{name}.json", manifest.ToJsonString());
    }

    private static byte[] Graph(bool yunet)
    {
        var graph = new OnnxGraph("markers");
        graph.AddInput("input", [1, 3, Side, Side]);
        graph.AddInitializer("zero", [], [0f]);
        graph.AddInitializer("one", [], [1f]);
        graph.AddInitializer("much", [], [1e6f]);
        graph.AddInitializer("tiny", [], [1e-12f]);
        AddMasks(graph, yunet);
        foreach (int stride in Strides)
        {
            AddStride(graph, stride);
            AddAnswers(graph, stride, yunet);
        }

        foreach (string kind in yunet ? new[] { "cls", "obj", "bbox", "kps" } : ["score", "bbox", "kps"])
        {
            foreach (int stride in Strides)
            {
                int columns = kind switch { "bbox" => 4, "kps" => 10, _ => 1 };
                graph.AddOutput($"{kind}_{stride}", yunet ? [1, "answers", columns] : ["answers", columns]);
            }
        }

        return graph.ToModel(new OnnxProducer("HyperFace.Tests", "1"));
    }

    // What is magenta and what is green, 0 to 1, and the same times the place: averages of these are centroids.
    private static void AddMasks(OnnxGraph graph, bool yunet)
    {
        string planes = "input";
        if (yunet)
        {
            graph.AddInitializer("level", [], [(float)Level]);
            graph.AddNode("Div", ["input", "level"], ["levels"]);
            graph.AddNode("Sub", ["levels", "one"], ["planes"]);
            planes = "planes";
        }

        graph.AddInitializer("thirds", [3], [1L, 1L, 1L]);
        graph.AddNode("Split", [planes, "thirds"], yunet ? ["blue", "green", "red"] : ["red", "green", "blue"], OnnxArgument.Whole("axis", 1));
        graph.AddNode("Min", ["red", "blue"], ["purple"]);
        graph.AddNode("Sub", ["purple", "green"], ["purpleOnly"]);
        graph.AddNode("Sub", ["purpleOnly", "one"], ["magentaRaw"]);
        graph.AddNode("Relu", ["magentaRaw"], ["m"]);
        graph.AddNode("Max", ["red", "blue"], ["notGreen"]);
        graph.AddNode("Sub", ["green", "notGreen"], ["greenOnly"]);
        graph.AddNode("Sub", ["greenOnly", "one"], ["greenRaw"]);
        graph.AddNode("Relu", ["greenRaw"], ["g"]);
        float[] places = [.. Enumerable.Range(0, Side).Select(i => (float)i)];
        graph.AddInitializer("xs", [1, 1, 1, Side], places);
        graph.AddInitializer("ys", [1, 1, Side, 1], places);
        foreach (string mask in new[] { "m", "g" })
        {
            graph.AddNode("Mul", [mask, "xs"], [mask + "x"]);
            graph.AddNode("Mul", [mask, "ys"], [mask + "y"]);
        }

        graph.AddNode("Concat", ["m", "mx", "my", "g", "gx", "gy"], ["masks"], OnnxArgument.Whole("axis", 1));
    }

    private static void AddStride(OnnxGraph graph, int stride)
    {
        int side = Side / stride;
        string s = $"_{stride}";
        graph.AddNode("AveragePool", ["masks"], ["cells" + s], OnnxArgument.Wholes("kernel_shape", stride, stride), OnnxArgument.Wholes("strides", stride, stride));
        graph.AddNode("AveragePool", ["cells" + s], ["windows" + s], OnnxArgument.Wholes("kernel_shape", 8, 8), OnnxArgument.Wholes("pads", 4, 4, 3, 3), OnnxArgument.Whole("count_include_pad", 1));
        graph.AddInitializer("sixths" + s, [6], [1L, 1L, 1L, 1L, 1L, 1L]);
        graph.AddNode("Split", ["windows" + s, "sixths" + s], ["nm" + s, "sxm" + s, "sym" + s, "ng" + s, "sxg" + s, "syg" + s], OnnxArgument.Whole("axis", 1));
        graph.AddNode("AveragePool", ["cells" + s], ["around" + s], OnnxArgument.Wholes("kernel_shape", 12, 12), OnnxArgument.Wholes("pads", 6, 6, 5, 5), OnnxArgument.Whole("count_include_pad", 1));
        graph.AddNode("Split", ["around" + s, "sixths" + s], ["am" + s, "axm" + s, "aym" + s, "ag" + s, "axg" + s, "ayg" + s], OnnxArgument.Whole("axis", 1));
        foreach (string mark in new[] { "m", "g" })
        {
            AddWholeness(graph, mark, s);
            graph.AddNode("Add", [$"n{mark}{s}", "tiny"], [$"safe{mark}{s}"]);
            graph.AddNode("Div", [$"sx{mark}{s}", $"safe{mark}{s}"], [$"x{mark}{s}"]);
            graph.AddNode("Div", [$"sy{mark}{s}", $"safe{mark}{s}"], [$"y{mark}{s}"]);
        }

        graph.AddNode("Concat", ["xm" + s, "ym" + s, "xg" + s, "yg" + s], ["marks" + s], OnnxArgument.Whole("axis", 1));
        graph.AddInitializer("corners" + s, [1, 2, side, side], Corners(side, stride));
        graph.AddInitializer("middleOf" + s, [2, 4, 1, 1], [0.5f, 0, 0.5f, 0, 0, 0.5f, 0, 0.5f]);
        graph.AddInitializer("wayOf" + s, [2, 4, 1, 1], [-1f, 0, 1, 0, 0, -1, 0, 1]);
        graph.AddNode("Conv", ["marks" + s, "middleOf" + s], ["middle" + s]);
        graph.AddNode("Conv", ["marks" + s, "wayOf" + s], ["way" + s]);
        graph.AddNode("ReduceL2", ["way" + s], ["distance" + s], OnnxArgument.Wholes("axes", 1));
        graph.AddNode("Sub", ["middle" + s, "corners" + s], ["offset" + s]);
        AddScore(graph, stride, s);
    }

    // 1 where a mark lies in the window whole, 0 where more than a twentieth of it lies around.
    private static void AddWholeness(OnnxGraph graph, string mark, string s)
    {
        graph.AddInitializer($"areas{mark}{s}", [], [12f * 12 / (8 * 8)]);
        graph.AddInitializer($"twenty{mark}{s}", [], [20f]);
        graph.AddNode("Mul", [$"a{mark}{s}", $"areas{mark}{s}"], [$"all{mark}{s}"]);
        graph.AddNode("Sub", [$"all{mark}{s}", $"n{mark}{s}"], [$"outside{mark}{s}"]);
        graph.AddNode("Add", [$"all{mark}{s}", "tiny"], [$"allSafe{mark}{s}"]);
        graph.AddNode("Div", [$"outside{mark}{s}", $"allSafe{mark}{s}"], [$"share{mark}{s}"]);
        graph.AddNode("Mul", [$"share{mark}{s}", $"twenty{mark}{s}"], [$"missing{mark}{s}"]);
        graph.AddNode("Sub", ["one", $"missing{mark}{s}"], [$"wholeRaw{mark}{s}"]);
        graph.AddNode("Clip", [$"wholeRaw{mark}{s}", "zero", "one"], [$"whole{mark}{s}"]);
    }

    // Both marks are there and whole, of the stride's sizes; the nearer the face's middle, the better, up to 1.
    private static void AddScore(OnnxGraph graph, int stride, string s)
    {
        float least = stride == Strides[0] ? 1 : (float)(Reach * stride / 2);
        graph.AddInitializer("least" + s, [], [least]);
        graph.AddInitializer("most" + s, [], [(float)(Reach * stride)]);
        graph.AddInitializer("far" + s, [], [4f * stride]);
        graph.AddNode("Sub", ["distance" + s, "least" + s], ["above" + s]);
        graph.AddNode("Sub", ["most" + s, "distance" + s], ["below" + s]);
        graph.AddNode("ReduceL2", ["offset" + s], ["away" + s], OnnxArgument.Wholes("axes", 1));
        graph.AddNode("Div", ["away" + s, "far" + s], ["farness" + s]);
        graph.AddNode("Sub", ["one", "farness" + s], ["nearness" + s]);
        graph.AddNode("Clip", ["nearness" + s, "zero", "one"], ["part0" + s]);
        string product = "part0" + s;
        foreach ((string factor, int number) in new[] { "above", "below", "nm", "ng" }.Select((factor, i) => (factor, i + 1)))
        {
            graph.AddNode("Mul", [factor + s, "much"], [$"steep{number}{s}"]);
            graph.AddNode("Clip", [$"steep{number}{s}", "zero", "one"], [$"gate{number}{s}"]);
            graph.AddNode("Mul", [product, $"gate{number}{s}"], [$"part{number}{s}"]);
            product = $"part{number}{s}";
        }

        // The green mark lies below the magenta one and to its right: two faces' marks are no face.
        graph.AddNode("ReduceMin", ["way" + s], ["leastWay" + s], OnnxArgument.Wholes("axes", 1));
        graph.AddNode("Mul", ["leastWay" + s, "much"], ["steepWay" + s]);
        graph.AddNode("Clip", ["steepWay" + s, "zero", "one"], ["downRight" + s]);
        graph.AddNode("Mul", [product, "downRight" + s], ["directed" + s]);
        graph.AddNode("Mul", ["directed" + s, "wholem" + s], ["halfWhole" + s]);
        graph.AddNode("Mul", ["halfWhole" + s, "wholeg" + s], ["sure" + s]);
    }

    private static void AddAnswers(OnnxGraph graph, int stride, bool yunet)
    {
        int side = Side / stride;
        string s = $"_{stride}";
        graph.AddInitializer("stride" + s, [], [(float)stride]);
        graph.AddInitializer("pointsOf" + s, [10, 4, 1, 1], PointWeights());
        graph.AddInitializer("corners10" + s, [1, 10, side, side], [.. Enumerable.Repeat(Corners(side, stride), 5).SelectMany(values => values)]);
        graph.AddNode("Conv", ["marks" + s, "pointsOf" + s], ["points" + s]);
        graph.AddNode("Sub", ["points" + s, "corners10" + s], ["pointOffsets" + s]);
        graph.AddNode("Div", ["pointOffsets" + s, "stride" + s], ["pointValues" + s]);
        graph.AddInitializer("halfOf" + s, [], [(float)(MarkerGeometry.HalfBox / (MarkerGeometry.Green - MarkerGeometry.Magenta).Magnitude)]);
        graph.AddNode("Mul", ["distance" + s, "halfOf" + s], ["half" + s]);
        if (yunet)
        {
            AddYuNetBox(graph, s);
            AddRows(graph, s, "sure" + s, "cls" + s, 1, anchors: 1, batch: true);
            AddRows(graph, s, "sure" + s, "obj" + s, 1, anchors: 1, batch: true);
            AddRows(graph, s, "boxValues" + s, "bbox" + s, 4, anchors: 1, batch: true);
            AddRows(graph, s, "pointValues" + s, "kps" + s, 10, anchors: 1, batch: true);
            return;
        }

        // The second anchor says the same, a little less sure.
        graph.AddInitializer("less" + s, [], [0.9f]);
        graph.AddNode("Mul", ["sure" + s, "less" + s], ["second" + s]);
        graph.AddNode("Concat", ["sure" + s, "second" + s], ["scores" + s], OnnxArgument.Whole("axis", 1));
        AddScrfdBox(graph, s);
        AddRows(graph, s, "scores" + s, "score" + s, 1, anchors: 1, batch: false);
        AddRows(graph, s, "boxValues" + s, "bbox" + s, 4, anchors: 2, batch: false);
        AddRows(graph, s, "pointValues" + s, "kps" + s, 10, anchors: 2, batch: false);
    }

    private static void AddScrfdBox(OnnxGraph graph, string s)
    {
        graph.AddNode("Sub", ["half" + s, "offset" + s], ["before" + s]);
        graph.AddNode("Add", ["half" + s, "offset" + s], ["behind" + s]);
        graph.AddNode("Concat", ["before" + s, "behind" + s], ["edges" + s], OnnxArgument.Whole("axis", 1));
        graph.AddNode("Div", ["edges" + s, "stride" + s], ["boxValues" + s]);
    }

    private static void AddYuNetBox(OnnxGraph graph, string s)
    {
        graph.AddNode("Div", ["offset" + s, "stride" + s], ["middleValues" + s]);
        graph.AddNode("Add", ["half" + s, "half" + s], ["whole" + s]);
        graph.AddNode("Div", ["whole" + s, "stride" + s], ["cellsWide" + s]);
        graph.AddNode("Add", ["cellsWide" + s, "tiny"], ["cellsSafe" + s]);
        graph.AddNode("Log", ["cellsSafe" + s], ["sizeValue" + s]);
        graph.AddNode("Concat", ["middleValues" + s, "sizeValue" + s, "sizeValue" + s], ["boxValues" + s], OnnxArgument.Whole("axis", 1));
    }

    // From planes to rows: cell by cell, and in each anchor by anchor.
    private static void AddRows(OnnxGraph graph, string s, string planes, string output, int columns, int anchors, bool batch)
    {
        string given = planes;
        if (anchors == 2)
        {
            graph.AddNode("Concat", [planes, planes], [output + "Twice"], OnnxArgument.Whole("axis", 1));
            given = output + "Twice";
        }

        long[] shape = batch ? [1, -1, columns] : [-1, columns];
        graph.AddInitializer(output + "Shape", [shape.Length], shape);
        graph.AddNode("Transpose", [given], [output + "Last"], OnnxArgument.Wholes("perm", 0, 2, 3, 1));
        graph.AddNode("Reshape", [output + "Last", output + "Shape"], [output]);
    }

    private static float[] Corners(int side, int stride) =>
        [.. Enumerable.Range(0, side * side).Select(i => (float)(i % side * stride)), .. Enumerable.Range(0, side * side).Select(i => (float)(i / side * stride))];

    // Point = M + (G − M) · share, written out for x and y of both marks.
    private static float[] PointWeights() => [.. MarkerGeometry.Points.SelectMany(point =>
    {
        Complex share = MarkerGeometry.ShareOf(point);
        float along = (float)share.Real;
        float across = (float)share.Imaginary;
        return new[] { 1 - along, across, along, -across, -across, 1 - along, across, along };
    })];
}
