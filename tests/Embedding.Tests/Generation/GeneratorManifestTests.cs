using System.Text.Json.Nodes;
using HyperFace.Embedding.Generation;

namespace HyperFace.Embedding.Tests.Generation;

public sealed class GeneratorManifestTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Every_property_is_read()
    {
        GeneratorManifest manifest = Load(json => json["crop"] = new JsonArray(4, 2, 20));

        Assert.Equal("Planes", manifest.Name);
        Assert.Equal("For tests.", manifest.Notice);
        Assert.Equal("LinearGenerator", manifest.Source);
        Assert.Equal("MIT", manifest.Licence);
        Assert.Equal("generator.onnx", manifest.File);
        Assert.Equal(Hash, manifest.Sha256);
        Assert.Equal(("code", 8), (manifest.CodeInput, manifest.CodeLength));
        Assert.Equal("noise", manifest.NoiseInput);
        Assert.Equal([1, 2, 3], manifest.NoiseShape);
        Assert.Equal("picture", manifest.Output);
        Assert.Equal(PixelLayout.Planes, manifest.Layout);
        Assert.Equal(ChannelOrder.Rgb, manifest.ChannelOrder);
        Assert.Equal([0f, 1f], manifest.ValueRange);
        Assert.Equal(32, manifest.Size);
        Assert.Equal([4, 2, 20], manifest.Crop);
    }

    [Fact]
    public void What_may_be_left_out_is_null()
    {
        GeneratorManifest manifest = Load(json =>
        {
            foreach (string property in new[] { "notice", "source", "licence", "noiseInput", "noiseShape" })
            {
                json.Remove(property);
            }
        });
        Assert.Null(manifest.Notice ?? manifest.Source ?? manifest.Licence ?? manifest.NoiseInput ?? (object?)manifest.NoiseShape ?? manifest.Crop);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("codeInput")]
    [InlineData("codeLength")]
    [InlineData("noiseInput")]
    [InlineData("noiseShape")]
    [InlineData("output")]
    [InlineData("layout")]
    [InlineData("channelOrder")]
    [InlineData("valueRange")]
    [InlineData("size")]
    public void What_must_be_there_is_missed_by_name(string property)
    {
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json.Remove(property)), StringComparison.Ordinal);
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json[property] = null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "' '")]
    [InlineData("notice", "''")]
    [InlineData("file", "'../generator.onnx'")]
    [InlineData("file", "'c:generator.onnx'")]
    [InlineData("sha256", "'abc'")]
    [InlineData("codeInput", "''")]
    [InlineData("codeLength", "7")]
    [InlineData("codeLength", "4097")]
    [InlineData("codeLength", "8.5")]
    [InlineData("noiseInput", "'code'")]
    [InlineData("noiseInput", "'a\\nb'")]
    [InlineData("noiseShape", "[]")]
    [InlineData("noiseShape", "[1, 0]")]
    [InlineData("noiseShape", "[1, -4]")]
    [InlineData("noiseShape", "[1, 1, 1, 1, 1, 1, 1, 1, 1]")]
    [InlineData("noiseShape", "[4096, 4097]")]
    [InlineData("noiseShape", "[16777216, 16777216, 16777216, 16777216, 16777216, 16777216, 16777216, 16777216]")]
    [InlineData("noiseShape", "['a']")]
    [InlineData("output", "' '")]
    [InlineData("layout", "'chw'")]
    [InlineData("channelOrder", "'grb'")]
    [InlineData("valueRange", "[1, -1]")]
    [InlineData("valueRange", "[0, 2]")]
    [InlineData("valueRange", "[0]")]
    [InlineData("size", "15")]
    [InlineData("size", "2049")]
    [InlineData("crop", "[0, 0]")]
    [InlineData("crop", "[-1, 0, 16]")]
    [InlineData("crop", "[0, 0, 15]")]
    [InlineData("crop", "[17, 0, 16]")]
    [InlineData("crop", "[0, 2147483647, 16]")]
    public void A_value_out_of_its_range_is_refused_by_name(string property, string value) =>
        Assert.Contains($"the property '{property}'", Refusal(json => json[property] = JsonNode.Parse(value.Replace('\'', '"'))), StringComparison.Ordinal);

    [Fact]
    public void A_property_that_there_is_not_is_refused_and_so_is_one_twice()
    {
        Assert.Contains("no property 'codeSize' in a generator manifest", Refusal(json => json["codeSize"] = 512), StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        string path = folder.Write("generator.json", LinearGenerator.Manifest(Hash).ToJsonString().Replace("\"size\"", "\"size\":32,\"size\"", StringComparison.Ordinal));
        Assert.Contains("'size'", Assert.Throws<ModelException>(() => GeneratorManifest.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_manifest_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is not a generator manifest", Assert.Throws<ModelException>(() => GeneratorManifest.Load(folder.Write("generator.json", text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_too_long_or_of_another_generator_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no generator manifest", Assert.Throws<ModelException>(() => GeneratorManifest.Load(folder["none.json"])).Message, StringComparison.Ordinal);
        Assert.Contains("docs/formats/generator-manifest.md", Assert.Throws<ModelException>(() => GeneratorManifest.Load(folder["none.onnx"])).Message, StringComparison.Ordinal);
        Assert.Contains("a generator manifest has 65536 at most", Assert.Throws<ModelException>(() => GeneratorManifest.Load(folder.Write("long.json", new string(' ', 70_000)))).Message, StringComparison.Ordinal);
        folder.Write("other.json", LinearGenerator.Manifest(Hash).ToJsonString());
        Assert.Contains("describes 'generator.onnx', not 'other.onnx'", Assert.Throws<ModelException>(() => GeneratorManifest.Load(folder["other.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_tells_of_every_property_and_its_example_is_a_manifest()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "generator-manifest.md"));
        Assert.All(GeneratorRules.Properties, property => Assert.Contains($"`{property}`", page, StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        string example = page.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(512, GeneratorManifest.Load(folder.Write("example.json", example)).CodeLength);
    }

    private static GeneratorManifest Load(Action<JsonObject> change)
    {
        using var folder = new TemporaryFolder();
        JsonObject json = LinearGenerator.Manifest(Hash);
        change(json);
        return GeneratorManifest.Load(folder.Write("generator.json", json.ToJsonString()));
    }

    private static string Refusal(Action<JsonObject> change) => Assert.Throws<ModelException>(() => Load(change)).Message;
}
