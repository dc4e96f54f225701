using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HyperFace.Embedding.Tests.Images;
using HyperFace.OnnxGraphs;
using SkiaSharp;

namespace HyperFace.Embedding.Tests.Detection;

/// <summary>A detector that takes an input of any size, as InsightFace's files do: a face is a cell that is white.</summary>
public sealed class AnySizeDetectorTests : IDisposable
{
    private const int Stride = 16;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(320, 320)]
    [InlineData(160, 48)]
    [InlineData(47, 131)]
    [InlineData(16, 16)]
    public void A_photo_that_fits_is_not_scaled_and_its_input_is_rounded_up_to_whole_cells(int width, int height)
    {
        using FaceDetector detector = Open();
        int column = (width / Stride) - 1;
        int row = (height / Stride) - 1;
        using SKBitmap photo = Pictures.Draw(width, height, (x, y) => x / Stride == column && y / Stride == row ? SKColors.White : SKColors.Black);

        DetectedFace face = Assert.Single(detector.Detect(Png(photo)));

        Assert.Equal(new FaceBox(column * Stride, row * Stride, Stride, Stride), face.Box);
    }

    [Theory]
    [InlineData(640, 320, 2)]
    [InlineData(640, 1280, 4)]
    [InlineData(3200, 3200, 10)]
    public void A_longer_photo_is_shrunk_to_the_longest_side(int width, int height, int factor)
    {
        using FaceDetector detector = Open();
        int cell = Stride * factor;
        using SKBitmap photo = Pictures.Draw(width, height, (x, y) => x / cell == 3 && y / cell == 2 ? SKColors.White : SKColors.Black);

        DetectedFace face = Assert.Single(detector.Detect(Png(photo)));

        Assert.Equal(new FaceBox(3 * cell, 2 * cell, cell, cell), face.Box);
    }

    [Fact]
    public void Photos_of_different_shapes_may_be_searched_one_after_the_other()
    {
        using FaceDetector detector = Open();
        byte[] wide = Pictures.Plain(320, 32, 255, 255, 255).Png();
        byte[] high = Pictures.Plain(32, 320, 255, 255, 255).Png();
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(40, detector.Detect(wide).Count);
            Assert.Equal(40, detector.Detect(high).Count);
        }
    }

    private static byte[] Png(SKBitmap photo)
    {
        using SKData data = photo.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private FaceDetector Open()
    {
        var graph = new OnnxGraph("white cells");
        graph.AddInput("input", [1, 3, "height", "width"]);
        graph.AddInitializer("rows", [2], [-1L, 1L]);
        graph.AddInitializer("four", [1, 4], [0f, 0f, 0f, 0f]);
        graph.AddInitializer("ten", [1, 10], new float[10]);
        graph.AddInitializer("edges", [1, 4], [0f, 0f, 1f, 1f]);
        graph.AddInitializer("middle", [1, 10], [0.3f, 0.4f, 0.7f, 0.4f, 0.5f, 0.6f, 0.35f, 0.8f, 0.65f, 0.8f]);
        graph.AddNode("AveragePool", ["input"], ["cells"], OnnxArgument.Wholes("kernel_shape", Stride, Stride), OnnxArgument.Wholes("strides", Stride, Stride));
        graph.AddNode("ReduceMean", ["cells"], ["grey"], OnnxArgument.Wholes("axes", 1));
        graph.AddNode("Reshape", ["grey", "rows"], ["scores"]);
        graph.AddNode("Mul", ["scores", "four"], ["noBox"]);
        graph.AddNode("Add", ["noBox", "edges"], ["boxes"]);
        graph.AddNode("Mul", ["scores", "ten"], ["noPoints"]);
        graph.AddNode("Add", ["noPoints", "middle"], ["points"]);
        graph.AddOutput("scores", ["n", 1]);
        graph.AddOutput("boxes", ["n", 4]);
        graph.AddOutput("points", ["n", 10]);
        byte[] onnx = graph.ToModel(new OnnxProducer("HyperFace.Embedding.Tests", "1"));
        _folder.Write("white.onnx", onnx);
        return FaceDetector.Open(_folder.Write("white.json", new JsonObject
        {
            ["name"] = "White cells",
            ["file"] = "white.onnx",
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(onnx)),
            ["layout"] = "scrfd",
            ["input"] = "input",
            ["maxSide"] = 320,
            ["channelOrder"] = "rgb",
            ["mean"] = new JsonArray(0, 0, 0),
            ["scale"] = new JsonArray(1 / 255.5, 1 / 255.5, 1 / 255.5),
            ["strides"] = new JsonArray(Stride),
            ["anchors"] = 1,
            ["scoreThreshold"] = 0.9,
            ["overlapThreshold"] = 0.4,
        }.ToJsonString()));
    }
}
