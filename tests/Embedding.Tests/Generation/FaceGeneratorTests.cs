using System.Text.Json.Nodes;
using HyperFace.Embedding.Generation;
using HyperFace.OnnxGraphs;

namespace HyperFace.Embedding.Tests.Generation;

public sealed class FaceGeneratorTests
{
    private static readonly float[] Code = [0.2f, 0.4f, 0.6f, 0, 0, 0, 0, 0];

    [Fact]
    public void A_generator_is_opened_by_its_manifest_or_its_file()
    {
        using var model = new LinearGenerator();
        using FaceGenerator byManifest = model.Open();
        using var byFile = FaceGenerator.Open(model.OnnxPath, new FaceGeneratorOptions { Size = 16 });
        Assert.Equal(byManifest.Manifest.Sha256, byFile.Manifest.Sha256);
        Assert.Equal(("cpu", 16), (byFile.ExecutionProvider, byFile.Size));
    }

    [Theory]
    [InlineData(false, "rgb", 51, 102, 153)]
    [InlineData(true, "rgb", 51, 102, 153)]
    [InlineData(false, "bgr", 153, 102, 51)]
    [InlineData(true, "bgr", 153, 102, 51)]
    public void Planes_pixels_and_both_orders_of_colours_are_read(bool nhwc, string order, int red, int green, int blue)
    {
        using var model = new LinearGenerator(json => json["channelOrder"] = order, noise: false, nhwc);
        byte[] rgb = Generate(model, Code);
        for (int i = 0; i < rgb.Length; i += 3)
        {
            Assert.Equal((red, green, blue), (rgb[i], rgb[i + 1], rgb[i + 2]));
        }
    }

    [Theory]
    [InlineData(-1, 1, 153, 179, 204)]
    [InlineData(0, 1, 51, 102, 153)]
    [InlineData(0, 255, 0, 0, 1)]
    public void The_range_says_what_is_black_and_what_is_white(int low, int high, int red, int green, int blue)
    {
        using var model = new LinearGenerator(json => json["valueRange"] = new JsonArray(low, high), noise: false);
        byte[] rgb = Generate(model, Code);
        Assert.Equal((red, green, blue), (rgb[0], rgb[1], rgb[2]));
        Assert.Equal((255, 0, 0), First(Generate(model, [300, -3, -3, 0, 0, 0, 0, 0])));
    }

    [Fact]
    public void Noise_comes_from_the_seed_alone()
    {
        using var model = new LinearGenerator();
        using FaceGenerator generator = model.Open();
        byte[] one = Generate(generator, Code, 1);
        Assert.Equal(one, Generate(generator, Code, 1));
        (int Red, int Green, int Blue)[] seen = [.. Enumerable.Range(0, 20).Select(seed => First(Generate(generator, Code, (ulong)seed)))];
        Assert.All(seen, pixel => Assert.Equal((51, 102), (pixel.Red, pixel.Green)));
        Assert.InRange(seen.Select(pixel => pixel.Blue).Distinct().Count(), 12, 20);

        var noise = new float[6];
        NormalNoise.Fill(noise, 1);
        Assert.Equal(Math.Clamp((0.6f + noise.Average()) * 255, 0, 255), one[2], 0.6);
    }

    [Fact]
    public void Noise_is_normal()
    {
        var noise = new float[100_001];
        NormalNoise.Fill(noise, 42);
        Assert.Equal(0, noise.Average(), 0.015);
        Assert.Equal(1, noise.Average(value => value * value), 0.02);
        Assert.Equal(0.6827, noise.Count(value => Math.Abs(value) < 1) / 100_001.0, 0.006);
    }

    [Fact]
    public void A_larger_picture_is_shrunk_by_the_mean_over_areas()
    {
        // One bright green pixel at row 5, column 9: in half the size it is a quarter of the pixel at row 2, column 4.
        using var model = new LinearGenerator(noise: false);
        float[] code = [0, 0, 0, 0.8f, 0, 0, 0, 0];
        byte[] half = Generate(model, code, size: 16);
        Assert.Equal(51, half[(((2 * 16) + 4) * 3) + 1]);
        Assert.Equal(51, half.Sum(value => value));

        // 32 to 24 pixels: each covers 4/3; source columns 9 and rows 5 fall apart over two targets each.
        byte[] odd = Generate(model, code, size: 24);
        double whole = 0.8 * 255 * 9 / 16;
        Assert.Equal(whole, odd.Sum(value => (int)value), 2.5);
        byte[] same = Generate(model, code);
        Assert.Equal(204, same[(((5 * 32) + 9) * 3) + 1]);
    }

    [Fact]
    public void Only_the_square_that_shows_the_face_is_taken()
    {
        using var model = new LinearGenerator(json => json["crop"] = new JsonArray(8, 4, 16), noise: false);
        byte[] rgb = Generate(model, [0, 0, 0, 0.8f, 0, 0, 0, 0], size: 16);
        Assert.Equal(204, rgb[(((1 * 16) + 1) * 3) + 1]);
        Assert.Equal(204, rgb.Sum(value => value));
        Assert.Contains("makes faces of 16 x 16 pixels; 32 x 32 were asked for", Assert.Throws<ModelException>(() => model.Open(32)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        using var model = new LinearGenerator();
        using var generator = FaceGenerator.Open(model.ManifestPath, new FaceGeneratorOptions { Size = 16, Threads = 2 });
        byte[][] alone = [.. Enumerable.Range(0, 64).Select(i => Generate(generator, Code, (ulong)i))];
        var together = new byte[64][];
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = Generate(generator, Code, (ulong)i));
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_changed_or_missing_file_is_refused()
    {
        using var model = new LinearGenerator();
        byte[] bytes = File.ReadAllBytes(model.OnnxPath);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model.OnnxPath, bytes);
        Assert.Contains("its SHA-256 is", Refusal(model), StringComparison.Ordinal);
        File.Delete(model.OnnxPath);
        Assert.Contains("There is no ONNX file", Refusal(model), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("codeInput", "'id'", "the graph has no input 'id', which the manifest's 'codeInput' names. It has: 'code', 'noise'")]
    [InlineData("codeLength", "9", "the input 'code' has the shape [any, 8]; the manifest asks for [1, 9]")]
    [InlineData("noiseInput", "'z'", "the graph has no input 'z'")]
    [InlineData("noiseShape", "[1, 2]", "the input 'noise' has the shape [1, 2, 3]; the manifest asks for [1, 2]")]
    [InlineData("noiseShape", "[1, 2, 4]", "the manifest asks for [1, 2, 4]")]
    [InlineData("output", "'image'", "the graph has no output 'image'")]
    [InlineData("layout", "'nhwc'", "the output 'picture' has the shape [1, 3, 32, 32]; the manifest asks for [1, 32, 32, 3]")]
    [InlineData("size", "64", "the manifest asks for [1, 3, 64, 64]")]
    public void What_the_manifest_says_wrong_is_refused_by_name(string property, string value, string inMessage)
    {
        using var model = new LinearGenerator(json => json[property] = JsonNode.Parse(value.Replace('\'', '"')));
        Assert.Contains(inMessage, Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_nobody_names_is_refused()
    {
        using var model = new LinearGenerator(json =>
        {
            json.Remove("noiseInput");
            json.Remove("noiseShape");
        });
        Assert.Contains("the graph takes 2 inputs ('code', 'noise'); the manifest names 1", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_that_is_none_is_refused()
    {
        using var model = new LinearGenerator(graph: () => "no graph"u8.ToArray());
        Assert.Contains("cannot load", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_shows_only_when_the_graph_runs_is_refused_then()
    {
        // The first plane alone, which the graph does not say: whether a plane is taken depends on its values.
        using var model = new LinearGenerator(graph: () => LinearGenerator.Graph(
            build: graph =>
            {
                graph.AddInitializer("low", [], [0.5f]);
                graph.AddNode("ReduceMean", ["planes"], ["means"], OnnxArgument.Wholes("axes", 0, 2, 3), OnnxArgument.Whole("keepdims", 0));
                graph.AddNode("Greater", ["means", "low"], ["wanted"]);
                graph.AddNode("Compress", ["planes", "wanted"], ["picture"], OnnxArgument.Whole("axis", 1));
            },
            shape: [1, "planes", LinearGenerator.Side, LinearGenerator.Side]));
        string refusal = Refusal(model);
        Assert.Contains("came with the shape [1, ", refusal, StringComparison.Ordinal);
        Assert.Contains("the manifest asks for [1, 3, 32, 32]", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_not_numbers_are_refused_and_not_drawn()
    {
        using var model = new LinearGenerator(graph: () => LinearGenerator.Graph(build: graph => graph.AddNode("Log", ["planes"], ["picture"])), change: json => json["valueRange"] = new JsonArray(-1, 1));
        Assert.Contains("values that are not finite", Refusal(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_cannot_be_meant_is_refused()
    {
        using var model = new LinearGenerator();
        using FaceGenerator generator = model.Open();
        var rgb = new byte[32 * 32 * 3];
        Assert.Contains("The code has 7 values; 'Planes' takes 8", Assert.Throws<ArgumentException>(() => generator.Generate(new float[7], 1, rgb)).Message, StringComparison.Ordinal);
        Assert.Contains("Value 2 of the code", Assert.Throws<ArgumentException>(() => generator.Generate([0, 0, float.NaN, 0, 0, 0, 0, 0], 1, rgb)).Message, StringComparison.Ordinal);
        Assert.Contains("takes 3072", Assert.Throws<ArgumentException>(() => generator.Generate(Code, 1, new byte[3])).Message, StringComparison.Ordinal);
        generator.Dispose();
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => generator.Generate(Code, 1, rgb));
    }

    [Theory]
    [InlineData(15, 0)]
    [InlineData(1025, 0)]
    [InlineData(112, 257)]
    [InlineData(112, -1)]
    public void An_option_out_of_range_is_refused(int size, int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceGeneratorOptions { Size = size, Threads = threads }.Validate());

    [Fact]
    public void A_provider_that_is_not_there_is_refused()
    {
        using var model = new LinearGenerator();
        Assert.Throws<ExecutionProviderException>(() => FaceGenerator.Open(model.ManifestPath, new FaceGeneratorOptions { ExecutionProvider = "abacus" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceGeneratorOptions { ExecutionProvider = " " }.Validate());
    }

    private static byte[] Generate(LinearGenerator model, float[] code, int size = LinearGenerator.Side)
    {
        using FaceGenerator generator = model.Open(size);
        return Generate(generator, code, 0);
    }

    private static byte[] Generate(FaceGenerator generator, float[] code, ulong seed)
    {
        var rgb = new byte[generator.Size * generator.Size * 3];
        generator.Generate(code, seed, rgb);
        return rgb;
    }

    private static (int Red, int Green, int Blue) First(byte[] rgb) => (rgb[0], rgb[1], rgb[2]);

    private static string Refusal(LinearGenerator model) => Assert.Throws<ModelException>(() => model.Open()).Message;
}
