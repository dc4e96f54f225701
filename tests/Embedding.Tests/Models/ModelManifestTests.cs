using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Tests.Models;

public sealed class ModelManifestTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Every_property_is_read()
    {
        ModelManifest manifest = Load(json =>
        {
            json["normOutput"] = "norm";
            json["alignmentFit"] = "template";
            json["flipFusion"] = true;
            json["checkpointSha256"] = new string('B', 64);
            json["parameters"] = 43_585_600;
            json["architecture"] = "ir_50";
        });

        Assert.Equal("Plane means", manifest.Name);
        Assert.Equal("For tests.", manifest.Notice);
        Assert.Equal("FaceGraphs", manifest.Source);
        Assert.Equal("MIT", manifest.Licence);
        Assert.Equal("face.onnx", manifest.File);
        Assert.Equal(Hash, manifest.Sha256);
        Assert.Equal("image", manifest.Input);
        Assert.Equal((16, 16), (manifest.Width, manifest.Height));
        Assert.Equal(ChannelOrder.Rgb, manifest.ChannelOrder);
        Assert.Equal([127.5f, 127.5f, 127.5f], manifest.Mean);
        Assert.Equal([2 / 255f, 2 / 255f, 2 / 255f], manifest.Scale);
        Assert.Equal("embedding", manifest.Output);
        Assert.Equal("norm", manifest.NormOutput);
        Assert.Equal(4, manifest.Dimension);
        Assert.Equal("arcface-112", manifest.Alignment);
        Assert.Equal(0.4f, manifest.Threshold);
        Assert.Equal(AlignmentFit.Template, manifest.AlignmentFit);
        Assert.True(manifest.FlipFusion);
        Assert.Equal(new string('b', 64), manifest.CheckpointSha256);
        Assert.Equal(43_585_600, manifest.Parameters);
        Assert.Equal("ir_50", manifest.Architecture);
    }

    [Fact]
    public void What_came_later_has_a_default()
    {
        ModelManifest manifest = Load();
        Assert.Equal((AlignmentFit.Image, false), (manifest.AlignmentFit, manifest.FlipFusion));
        Assert.Equal((null, null, null), (manifest.CheckpointSha256, manifest.Parameters, manifest.Architecture));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read_back(bool everything)
    {
        using var folder = new TemporaryFolder();
        ModelManifest written = Load(json =>
        {
            json["normOutput"] = everything ? "norm" : null;
            json["notice"] = everything ? "Grüße, \"quoted\"\nand two lines" : null;
            json["threshold"] = everything ? 0.123456789 : null;
            json["scale"] = new JsonArray(0.00784313725490196, 0.017507, 1e-3);
            json["alignmentFit"] = everything ? "template" : "image";
            json["flipFusion"] = everything;
            json["checkpointSha256"] = everything ? new string('c', 64) : null;
            json["parameters"] = everything ? 7_000_000_000 : null;
            json["architecture"] = everything ? "ir_50" : null;
        });

        ManifestWriter.Write(folder["face.json"], written);
        ModelManifest read = ModelManifest.Load(folder["face.json"]);

        Assert.Equal(written.Mean, read.Mean);
        Assert.Equal(written.Scale, read.Scale);
        Assert.Equal(written with { Mean = read.Mean, Scale = read.Scale }, read);
        Assert.Equal(written.Fingerprint, read.Fingerprint);
        Assert.EndsWith("}\n", File.ReadAllText(folder["face.json"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notice")]
    [InlineData("source")]
    [InlineData("licence")]
    [InlineData("normOutput")]
    [InlineData("threshold")]
    public void What_may_be_left_out_is_null(string property)
    {
        ModelManifest manifest = Load(json => json.Remove(property));
        object? value = property switch
        {
            "notice" => manifest.Notice,
            "source" => manifest.Source,
            "licence" => manifest.Licence,
            "normOutput" => manifest.NormOutput,
            _ => manifest.Threshold,
        };
        Assert.Null(value);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("input")]
    [InlineData("width")]
    [InlineData("height")]
    [InlineData("channelOrder")]
    [InlineData("mean")]
    [InlineData("scale")]
    [InlineData("output")]
    [InlineData("dimension")]
    [InlineData("alignment")]
    public void What_must_be_there_is_missed_by_name(string property)
    {
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json.Remove(property)), StringComparison.Ordinal);
        Assert.Contains($"the property '{property}' is missing", Refusal(json => json[property] = null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "''", "1 to 256 characters")]
    [InlineData("name", "' '", "1 to 256 characters")]
    [InlineData("name", "'a\\nb'", "on one line")]
    [InlineData("name", "7", "a text of 1 to 256")]
    [InlineData("notice", "''", "a text of 1 to 4096")]
    [InlineData("source", "[]", "a text of 1 to 4096")]
    [InlineData("licence", "false", "a text of 1 to 4096")]
    [InlineData("file", "'../face.onnx'", "without a path")]
    [InlineData("file", "'/face.onnx'", "without a path")]
    [InlineData("file", "'sub\\\\face.onnx'", "without a path")]
    [InlineData("file", "'C:face.onnx'", "without a path")]
    [InlineData("file", "'..'", "without a path")]
    [InlineData("file", "'face\\u0000.onnx'", "without a path")]
    [InlineData("sha256", "'abc'", "64 hexadecimal digits")]
    [InlineData("sha256", "'zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'", "64 hexadecimal digits")]
    [InlineData("input", "''", "image input")]
    [InlineData("output", "'a\\tb'", "output with the embedding")]
    [InlineData("normOutput", "''", "output with the norm")]
    [InlineData("normOutput", "'embedding'", "another than 'output'")]
    [InlineData("width", "15", "from 16 to 1024")]
    [InlineData("width", "1025", "from 16 to 1024")]
    [InlineData("width", "112.5", "from 16 to 1024")]
    [InlineData("width", "'112'", "from 16 to 1024")]
    [InlineData("width", "99999999999", "from 16 to 1024")]
    [InlineData("height", "-112", "from 16 to 1024")]
    [InlineData("channelOrder", "'RGB'", "'rgb' or 'bgr'")]
    [InlineData("channelOrder", "'grey'", "'rgb' or 'bgr'")]
    [InlineData("channelOrder", "0", "'rgb' or 'bgr'")]
    [InlineData("mean", "[1, 2]", "three numbers")]
    [InlineData("mean", "[1, 2, 3, 4]", "three numbers")]
    [InlineData("mean", "[1, 2, 1025]", "three numbers")]
    [InlineData("mean", "[1, 2, 1e99]", "three numbers")]
    [InlineData("mean", "[1, 2, 'NaN']", "three numbers")]
    [InlineData("mean", "[1, null, 2]", "three numbers")]
    [InlineData("mean", "127.5", "three numbers")]
    [InlineData("scale", "[1, 1, 0]", "three numbers above 0")]
    [InlineData("scale", "[1, 1, -1]", "three numbers above 0")]
    [InlineData("dimension", "1", "from 2 to 4096")]
    [InlineData("dimension", "4097", "from 2 to 4096")]
    [InlineData("alignment", "''", "for instance 'arcface-112'")]
    [InlineData("alignment", "'ArcFace 112'", "for instance 'arcface-112'")]
    [InlineData("threshold", "1.01", "from -1 to 1")]
    [InlineData("threshold", "-1.01", "from -1 to 1")]
    [InlineData("threshold", "'0.4'", "from -1 to 1")]
    [InlineData("alignmentFit", "'Image'", "'image' or 'template'")]
    [InlineData("alignmentFit", "''", "'image' or 'template'")]
    [InlineData("alignmentFit", "0", "'image' or 'template'")]
    [InlineData("flipFusion", "'true'", "true or false")]
    [InlineData("flipFusion", "1", "true or false")]
    [InlineData("checkpointSha256", "'abc'", "64 hexadecimal digits")]
    [InlineData("parameters", "0", "a whole number above 0")]
    [InlineData("parameters", "1.5", "a whole number above 0")]
    [InlineData("architecture", "''", "1 to 256 characters")]
    [InlineData("architecture", "'a\\nb'", "on one line")]
    public void A_wrong_value_is_refused_with_its_name_and_range(string property, string value, string rule)
    {
        string message = Refusal(json => json[property] = JsonNode.Parse(value.Replace('\'', '"')));
        Assert.Contains($"the property '{property}'", message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.Contains("face.json", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dimensions")]
    [InlineData("Width")]
    public void A_property_that_a_manifest_does_not_have_is_refused_by_name(string property) =>
        Assert.Contains($"there is no property '{property}'", Refusal(json => json[property] = 512), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is not a model manifest")]
    [InlineData("null", "it is null")]
    [InlineData("[]", "is not a model manifest")]
    [InlineData("{\"name\": \"a\"", "is not a model manifest")]
    [InlineData("{\"width\": 112, \"width\": 113}", "width")]
    [InlineData("{} {}", "is not a model manifest")]
    public void What_is_no_manifest_at_all_is_refused(string text, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("face.json", Encoding.UTF8.GetBytes(text));
        Assert.Contains(message, Assert.Throws<ModelException>(() => ModelManifest.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_too_large_for_a_manifest_is_not_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("face.json", new byte[64 * 1024 + 1]);
        Assert.Contains("65537 bytes", Assert.Throws<ModelException>(() => ModelManifest.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("face.json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(TestModel.Manifest(Hash).ToJsonString())]);
        Assert.Equal("Plane means", ModelManifest.Load(path).Name);
    }

    [Fact]
    public void The_ONNX_file_leads_to_the_manifest_beside_it()
    {
        using var model = new TestModel();
        Assert.Equal(ModelManifest.Load(model.ManifestPath).Fingerprint, ModelManifest.Load(model.OnnxPath).Fingerprint);
    }

    [Fact]
    public void A_manifest_of_another_file_than_the_one_given_is_refused()
    {
        using var model = new TestModel(change: json => json["file"] = "other.onnx");
        Assert.Contains("describes 'other.onnx', not 'face.onnx'", Assert.Throws<ModelException>(() => ModelManifest.Load(model.OnnxPath)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_and_folders_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("There is no model manifest", Assert.Throws<ModelException>(() => ModelManifest.Load(folder["face.json"])).Message, StringComparison.Ordinal);
        Assert.Contains("a model needs one beside it", Assert.Throws<ModelException>(() => ModelManifest.Load(folder["face.onnx"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<ModelException>(() => ModelManifest.Load(folder[""])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ModelManifest.Load(" "));
    }

    [Theory]
    [InlineData("sha256", "'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'")]
    [InlineData("input", "'input'")]
    [InlineData("width", "112")]
    [InlineData("height", "112")]
    [InlineData("channelOrder", "'bgr'")]
    [InlineData("mean", "[127.5, 127.5, 127.50001]")]
    [InlineData("scale", "[0.0078, 0.0078431373, 0.0078431373]")]
    [InlineData("output", "'fc1'")]
    [InlineData("dimension", "512")]
    [InlineData("alignment", "'mtcnn-160'")]
    [InlineData("alignmentFit", "'template'")]
    [InlineData("flipFusion", "true")]
    public void The_fingerprint_changes_with_everything_that_changes_a_vector(string property, string value) =>
        Assert.NotEqual(Load().Fingerprint, Load(json => json[property] = JsonNode.Parse(value.Replace('\'', '"'))).Fingerprint);

    [Theory]
    [InlineData("name", "'Another'")]
    [InlineData("notice", "'Beware.'")]
    [InlineData("source", "'elsewhere'")]
    [InlineData("licence", "'Apache-2.0'")]
    [InlineData("file", "'renamed.onnx'")]
    [InlineData("threshold", "0.5")]
    [InlineData("normOutput", "'norm'")]
    [InlineData("alignmentFit", "'image'")]
    [InlineData("flipFusion", "false")]
    [InlineData("checkpointSha256", "'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'")]
    [InlineData("parameters", "43585600")]
    [InlineData("architecture", "'ir_50'")]
    [InlineData("sha256", "'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'")]
    [InlineData("mean", "[1.275e2, 127.50, 127.5]")]
    public void The_fingerprint_does_not_change_with_anything_else(string property, string value) =>
        Assert.Equal(Load().Fingerprint, Load(json => json[property] = JsonNode.Parse(value.Replace('\'', '"'))).Fingerprint);

    [Fact]
    public void The_norm_is_part_of_the_fingerprint_where_it_weighs_two_images()
    {
        static ModelFingerprint With(bool flip, string? norm) => Load(json => (json["flipFusion"], json["normOutput"]) = (flip, norm)).Fingerprint;
        Assert.Equal(With(false, null), With(false, "norm"));
        Assert.NotEqual(With(true, null), With(true, "norm"));
    }

    [Fact]
    public void The_fingerprint_is_the_hash_of_the_documented_text()
    {
        AssertText("", _ => { });
        AssertText("alignmentFit=template\n", json => json["alignmentFit"] = "template");
        AssertText("flipFusion=true\n", json => json["flipFusion"] = true);
        AssertText("alignmentFit=template\nflipFusion=true\nnormOutput=norm\n", json => (json["alignmentFit"], json["flipFusion"], json["normOutput"]) = ("template", true, "norm"));
    }

    private static void AssertText(string later, Action<JsonObject> change)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"""
            hyperface-model 1
            sha256={Hash}
            input=image
            width=16
            height=16
            channelOrder=rgb
            mean=42ff0000,42ff0000,42ff0000
            scale=3c008081,3c008081,3c008081
            output=embedding
            dimension=4
            alignment=arcface-112

            """);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + later))), Load(change).Fingerprint.ToString());
    }

    [Fact]
    public void The_example_in_the_documentation_is_a_valid_manifest()
    {
        string page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "model-manifest.md"));
        string example = page.Split("```json")[1].Split("```")[0];
        using var folder = new TemporaryFolder();
        Assert.Equal(512, ModelManifest.Load(folder.Write("face.json", Encoding.UTF8.GetBytes(example))).Dimension);
    }

    private static ModelManifest Load(Action<JsonObject>? change = null)
    {
        using var folder = new TemporaryFolder();
        JsonObject manifest = TestModel.Manifest(Hash);
        change?.Invoke(manifest);
        return ModelManifest.Load(folder.Write("face.json", Encoding.UTF8.GetBytes(manifest.ToJsonString())));
    }

    private static string Refusal(Action<JsonObject> change) => Assert.Throws<ModelException>(() => Load(change)).Message;
}
