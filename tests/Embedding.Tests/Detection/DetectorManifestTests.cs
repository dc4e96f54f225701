using System.Text.Json;
using System.Text.Json.Nodes;

namespace HyperFace.Embedding.Tests.Detection;

public sealed class DetectorManifestTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Every_property_is_read()
    {
        DetectorManifest manifest = Load(json => json["outputs"] = new JsonArray("a", "b", "c", "d", "e", "f"));

        Assert.Equal("Constants", manifest.Name);
        Assert.Equal("For tests.", manifest.Notice);
        Assert.Equal("ConstantDetector", manifest.Source);
        Assert.Equal("MIT", manifest.Licence);
        Assert.Equal("detector.onnx", manifest.File);
        Assert.Equal(Hash, manifest.Sha256);
        Assert.Equal(DetectorLayout.Scrfd, manifest.Layout);
        Assert.Equal("input", manifest.Input);
        Assert.Equal((128, 64), (manifest.Width, manifest.Height));
        Assert.Equal(ChannelOrder.Rgb, manifest.ChannelOrder);
        Assert.Equal([127.5f, 127.5f, 127.5f], manifest.Mean);
        Assert.Equal([1 / 128f, 1 / 128f, 1 / 128f], manifest.Scale);
        Assert.Equal([32, 64], manifest.Strides);
        Assert.Equal(2, manifest.Anchors);
        Assert.Equal((0.5f, 0.4f), (manifest.ScoreThreshold, manifest.OverlapThreshold));
        Assert.Equal(["a", "b", "c", "d", "e", "f"], manifest.Outputs);
    }

    [Fact]
    public void A_detector_without_a_size_takes_any_up_to_its_longest_side()
    {
        Assert.Equal((null, null, 640), SizeOf(Load(WithoutSize)));
        Assert.Equal((null, null, 1024), SizeOf(Load(json =>
        {
            WithoutSize(json);
            json["maxSide"] = 1024;
        })));
        Assert.Contains("'height' is missing", Refusal(json => json.Remove("height")), StringComparison.Ordinal);
        Assert.Contains("'width' is missing", Refusal(json => json.Remove("width")), StringComparison.Ordinal);
        Assert.Contains("'maxSide' must be", Refusal(json => json["maxSide"] = 640), StringComparison.Ordinal);

        static (int?, int?, int) SizeOf(DetectorManifest manifest) => (manifest.Width, manifest.Height, manifest.MaxSide);
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("source")]
    [InlineData("licence")]
    [InlineData("outputs")]
    public void What_may_be_left_out_is_null(string property)
    {
        DetectorManifest manifest = Load(json => json.Remove(property));
        object? value = property switch
        {
            "notice" => manifest.Notice,
            "source" => manifest.Source,
            "licence" => manifest.Licence,
            _ => manifest.Outputs,
        };
        Assert.Null(value);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("layout")]
    [InlineData("input")]
    [InlineData("channelOrder")]
    [InlineData("mean")]
    [InlineData("scale")]
    [InlineData("strides")]
    [InlineData("anchors")]
    [InlineData("scoreThreshold")]
    [InlineData("overlapThreshold")]
    public void What_must_be_there_is_missed_by_name(string property)
    {
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json.Remove(property)), StringComparison.Ordinal);
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json[property] = null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "' '")]
    [InlineData("name", "'a\\nb'")]
    [InlineData("notice", "''")]
    [InlineData("file", "'../detector.onnx'")]
    [InlineData("file", "'c:detector.onnx'")]
    [InlineData("sha256", "'abc'")]
    [InlineData("layout", "'retinaface'")]
    [InlineData("layout", "1")]
    [InlineData("input", "''")]
    [InlineData("width", "96")]
    [InlineData("width", "0")]
    [InlineData("width", "4096")]
    [InlineData("height", "65")]
    [InlineData("height", "64.5")]
    [InlineData("channelOrder", "'rbg'")]
    [InlineData("mean", "[1, 2]")]
    [InlineData("scale", "[1, 1, 0]")]
    [InlineData("strides", "[]")]
    [InlineData("strides", "[64, 32]")]
    [InlineData("strides", "[32, 32]")]
    [InlineData("strides", "[24, 64]")]
    [InlineData("strides", "[1, 64]")]
    [InlineData("strides", "['a']")]
    [InlineData("anchors", "0")]
    [InlineData("anchors", "17")]
    [InlineData("scoreThreshold", "0")]
    [InlineData("scoreThreshold", "1.01")]
    [InlineData("overlapThreshold", "-0.1")]
    [InlineData("overlapThreshold", "2")]
    [InlineData("outputs", "['a', 'b']")]
    [InlineData("outputs", "['a', 'b', 'c', 'd', 'e', 'e']")]
    [InlineData("outputs", "['a', 'b', 'c', 'd', 'e', null]")]
    [InlineData("outputs", "['a', 'b', 'c', 'd', 'e', ' ']")]
    public void A_value_out_of_its_range_is_refused_by_name(string property, string value) =>
        Assert.Contains($"the property '{property}'", Refusal(json => json[property] = JsonNode.Parse(value.Replace('\'', '"'))), StringComparison.Ordinal);

    [Fact]
    public void YuNet_has_one_answer_a_cell_and_four_kinds_of_output()
    {
        Assert.Contains("'anchors' must be", Refusal(json => json["layout"] = "yunet"), StringComparison.Ordinal);
        DetectorManifest manifest = Load(json =>
        {
            json["layout"] = "yunet";
            json["anchors"] = 1;
            json["outputs"] = new JsonArray("a", "b", "c", "d", "e", "f", "g", "h");
        });
        Assert.Equal(DetectorLayout.YuNet, manifest.Layout);
    }

    [Fact]
    public void A_property_that_there_is_not_is_refused_and_so_is_one_twice()
    {
        Assert.Contains("no property 'scoreTreshold' in a detector manifest", Refusal(json => json["scoreTreshold"] = 0.3), StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        string path = folder.Write("detector.json", ConstantDetector.Manifest(Hash).ToJsonString().Replace("\"anchors\"", "\"anchors\":2,\"anchors\"", StringComparison.Ordinal));
        Assert.Contains("'anchors'", Assert.Throws<ModelException>(() => DetectorManifest.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_manifest_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is not a detector manifest", Assert.Throws<ModelException>(() => DetectorManifest.Load(folder.Write("detector.json", text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_too_long_or_of_another_model_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no detector manifest", Assert.Throws<ModelException>(() => DetectorManifest.Load(folder["none.json"])).Message, StringComparison.Ordinal);
        Assert.Contains("docs/formats/detector-manifest.md", Assert.Throws<ModelException>(() => DetectorManifest.Load(folder["none.onnx"])).Message, StringComparison.Ordinal);
        Assert.Contains("a detector manifest has 65536 at most", Assert.Throws<ModelException>(() => DetectorManifest.Load(folder.Write("long.json", new string(' ', 70_000)))).Message, StringComparison.Ordinal);
        folder.Write("other.json", ConstantDetector.Manifest(Hash).ToJsonString());
        Assert.Contains("describes 'detector.onnx', not 'other.onnx'", Assert.Throws<ModelException>(() => DetectorManifest.Load(folder["other.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_tells_of_every_property_and_its_examples_are_manifests()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "detector-manifest.md"));
        Assert.All(HyperFace.Embedding.Detection.DetectorRules.Properties, property => Assert.Contains($"`{property}`", page, StringComparison.Ordinal));
        using var folder = new TemporaryFolder();
        string[] examples = [.. page.Split("```json\n").Skip(1).Select(rest => rest.Split("```")[0])];
        Assert.Equal(2, examples.Length);
        DetectorManifest[] manifests = [.. examples.Select(example => DetectorManifest.Load(folder.Write("example.json", example)))];
        Assert.Equal([DetectorLayout.Scrfd, DetectorLayout.YuNet], manifests.Select(manifest => manifest.Layout));
    }

    private static DetectorManifest Load(Action<JsonObject> change)
    {
        using var folder = new TemporaryFolder();
        JsonObject json = ConstantDetector.Manifest(Hash);
        change(json);
        return DetectorManifest.Load(folder.Write("detector.json", json.ToJsonString(new JsonSerializerOptions())));
    }

    private static string Refusal(Action<JsonObject> change) => Assert.Throws<ModelException>(() => Load(change)).Message;

    private static void WithoutSize(JsonObject json)
    {
        json.Remove("width");
        json.Remove("height");
    }
}
