using System.Security.Cryptography;
using HyperFace.Embedding.Networks;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Embedding.Tests.Networks;

/// <summary>From a checkpoint on disk to a model that opens.</summary>
public sealed class CheckpointImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ITestOutputHelper _output;

    public CheckpointImportTests(ITestOutputHelper output) => _output = output;

    public void Dispose() => _folder.Dispose();

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "ir-narrow", name);

    [Fact]
    public void A_network_computes_what_it_computed_in_training_code()
    {
        ImportedModel model = CheckpointImport.Run(Fixture("model.ckpt"), _folder["narrow.onnx"]);
        (float[] feature, float[] norm) = NetworkRun.Of(File.ReadAllBytes(model.OnnxPath), NpyArray.Read(Fixture("input.npy")), side: 112);

        double furthest = NetworkRun.Furthest(NpyArray.Read(Fixture("feature.npy")), feature);
        double norms = NpyArray.Read(Fixture("norm.npy")).Zip(norm).Max(pair => Math.Abs((double)pair.First - pair.Second) / pair.First);
        _output.WriteLine($"largest difference of the feature {furthest:E2}, of the norm {norms:E2} of itself");
        Assert.InRange(furthest, 0, 1e-5);
        Assert.InRange(norms, 0, 1e-5);
    }

    [Fact]
    public void The_manifest_says_what_the_model_is_and_where_it_comes_from()
    {
        ImportedModel model = CheckpointImport.Run(Fixture("model.ckpt"), _folder["models/narrow.onnx"]);
        ModelManifest manifest = ModelManifest.Load(model.ManifestPath);

        Assert.Equal(_folder["models/narrow.json"], model.ManifestPath);
        Assert.Equal("model", manifest.Name);
        Assert.Equal("imported from the checkpoint model.ckpt", manifest.Source);
        Assert.Equal("narrow.onnx", manifest.File);
        Assert.Equal(HashOf(model.OnnxPath), manifest.Sha256);
        Assert.Equal(new FileInfo(model.OnnxPath).Length, model.OnnxBytes);
        Assert.Equal(HashOf(Fixture("model.ckpt")), manifest.CheckpointSha256);
        Assert.Equal((112, 112, 64), (manifest.Width, manifest.Height, manifest.Dimension));
        Assert.Equal(ChannelOrder.Bgr, manifest.ChannelOrder);
        Assert.Equal([127.5f, 127.5f, 127.5f], manifest.Mean);
        Assert.Equal([2 / 255f, 2 / 255f, 2 / 255f], manifest.Scale);
        Assert.Equal(("input", "feature", "norm"), (manifest.Input, manifest.Output, manifest.NormOutput));
        Assert.Equal(("arcface-112", AlignmentFit.Image, false), (manifest.Alignment, manifest.AlignmentFit, manifest.FlipFusion));
        Assert.Equal("ir, units 2-1-2-1, widths 8:8-16-24-32", manifest.Architecture);
        Assert.Equal(model.Parameters, manifest.Parameters);
        Assert.Null(manifest.Threshold);
        Assert.Equal(4, model.TensorsIgnored);
        Assert.Equal(model.Manifest.Fingerprint, manifest.Fingerprint);
        Assert.Equal(["narrow.json", "narrow.onnx"], Directory.GetFiles(_folder["models"]).Select(Path.GetFileName).Order());
        using FaceEmbedder embedder = FaceEmbedder.Open(model.ManifestPath);
        Assert.Equal(1, embedder.Embed([AlignedFace.FromRgb(112, 112, new byte[112 * 112 * 3])])[0].Vector.ToArray().Sum(value => (double)value * value), 1e-6);
    }

    [Fact]
    public void What_the_options_say_is_in_the_manifest()
    {
        var options = new CheckpointImportOptions
        {
            Name = "Ours", Notice = "For tests.", Licence = "MIT", ChannelOrder = ChannelOrder.Rgb, Alignment = "other-16", AlignmentFit = AlignmentFit.Template, FlipFusion = true, Threshold = 0.3f,
        };
        ModelManifest manifest = ModelManifest.Load(CheckpointImport.Run(Small(), _folder["small.onnx"], options).ManifestPath);
        Assert.Equal(("Ours", "For tests.", "MIT", "other-16"), (manifest.Name, manifest.Notice, manifest.Licence, manifest.Alignment));
        Assert.Equal((ChannelOrder.Rgb, AlignmentFit.Template, true, 0.3f), (manifest.ChannelOrder, manifest.AlignmentFit, manifest.FlipFusion, manifest.Threshold));
    }

    [Fact]
    public void The_same_checkpoint_gives_the_same_files()
    {
        string small = Small();
        ImportedModel first = CheckpointImport.Run(small, _folder["a/m.onnx"]);
        ImportedModel second = CheckpointImport.Run(small, _folder["b/m.onnx"]);
        Assert.Equal(File.ReadAllBytes(first.OnnxPath), File.ReadAllBytes(second.OnnxPath));
        Assert.Equal(File.ReadAllBytes(first.ManifestPath), File.ReadAllBytes(second.ManifestPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    public void Another_prefix_is_read_when_it_is_asked_for(string prefix)
    {
        string path = _folder.Write("other.ckpt", CheckpointWriter.Of(SmallNetworks.Smallest, new NoiseWeights(SmallNetworks.Smallest, 1), prefix: prefix).ToArray());
        InvalidCheckpointException exception = Assert.Throws<InvalidCheckpointException>(() => CheckpointImport.Run(path, _folder["m.onnx"]));
        Assert.Equal(InvalidCheckpointReason.WrongArchitecture, exception.Reason);
        Assert.Contains($"begins with 'model.'; the first is '{prefix}input_layer.0.weight'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(SmallNetworks.Smallest.Name, CheckpointImport.Run(path, _folder["m.onnx"], new CheckpointImportOptions { Prefix = prefix }).Architecture);
    }

    [Theory]
    [InlineData("m.onnx")]
    [InlineData("m.json")]
    public void A_file_that_is_there_is_replaced_only_when_that_is_allowed(string there)
    {
        string small = Small();
        _folder.Write(there, "precious");
        Assert.Contains($"{there}' is there already", Assert.Throws<ModelException>(() => CheckpointImport.Run(small, _folder["m.onnx"])).Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(_folder[there]));
        Assert.Single(Directory.GetFiles(_folder.Path, "m.*"));

        CheckpointImport.Run(small, _folder["m.onnx"], new CheckpointImportOptions { Overwrite = true });
        FaceEmbedder.Open(_folder["m.onnx"]).Dispose();
    }

    [Theory]
    [InlineData("model.body.4.res_layer.4.weight", float.NaN, InvalidCheckpointReason.NotFinite)]
    [InlineData("model.input_layer.2.weight", float.PositiveInfinity, InvalidCheckpointReason.NotFinite)]
    [InlineData("model.output_layer.4.running_var", -1e-6f, InvalidCheckpointReason.NegativeVariance)]
    [InlineData("model.body.0.res_layer.0.running_var", -1f, InvalidCheckpointReason.NegativeVariance)]
    public void Weights_that_are_none_leave_no_model_behind(string name, float wrong, InvalidCheckpointReason reason)
    {
        CheckpointWriter writer = SmallNetworks.Checkpoint().Replace(name, tensor => tensor with { Values = () => [.. tensor.Values()[1..], wrong] });
        string path = _folder.Write("wrong.ckpt", writer.ToArray());
        _folder.Write("out/m.onnx", "the model before");

        InvalidCheckpointException exception = Assert.Throws<InvalidCheckpointException>(() => CheckpointImport.Run(path, _folder["out/m.onnx"], new CheckpointImportOptions { Overwrite = true }));

        Assert.Equal(reason, exception.Reason);
        Assert.Contains($"'{name}'", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["m.onnx"], Directory.GetFiles(_folder["out"]).Select(Path.GetFileName));
        Assert.Equal("the model before", File.ReadAllText(_folder["out/m.onnx"]));
    }

    [Fact]
    public void A_checkpoint_that_is_not_there_or_no_file_is_unreadable()
    {
        static void Unreadable(Action import) => Assert.Equal(InvalidCheckpointReason.Unreadable, Assert.Throws<InvalidCheckpointException>(import).Reason);
        Unreadable(() => CheckpointImport.Run(_folder["nothing.ckpt"], _folder["m.onnx"]));
        Unreadable(() => CheckpointImport.Run(_folder["no/folder.ckpt"], _folder["m.onnx"]));
        Unreadable(() => CheckpointImport.Run(_folder.Path, _folder["m.onnx"]));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("m.json")]
    [InlineData("m")]
    [InlineData(".onnx")]
    [InlineData("a:b.onnx")]
    [InlineData("a\nb.onnx")]
    [InlineData(" ")]
    public void What_cannot_name_a_model_is_refused(string name) =>
        Assert.Equal("onnx", Assert.Throws<ArgumentException>(() => CheckpointImport.Run(Small(), name.Trim().Length == 0 ? name : _folder[name])).ParamName);

    public static TheoryData<string, CheckpointImportOptions> Wrong() => new()
    {
        { "Name", new CheckpointImportOptions { Name = " " } },
        { "Name", new CheckpointImportOptions { Name = "a\nb" } },
        { "Notice", new CheckpointImportOptions { Notice = "" } },
        { "Licence", new CheckpointImportOptions { Licence = new string('x', 4097) } },
        { "ChannelOrder", new CheckpointImportOptions { ChannelOrder = (ChannelOrder)7 } },
        { "Alignment", new CheckpointImportOptions { Alignment = "ArcFace" } },
        { "Alignment", new CheckpointImportOptions { Alignment = null! } },
        { "AlignmentFit", new CheckpointImportOptions { AlignmentFit = (AlignmentFit)7 } },
        { "Threshold", new CheckpointImportOptions { Threshold = 1.5f } },
        { "Threshold", new CheckpointImportOptions { Threshold = float.NaN } },
        { "Prefix", new CheckpointImportOptions { Prefix = null! } },
        { "Prefix", new CheckpointImportOptions { Prefix = new string('x', 65) } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void An_option_out_of_its_range_is_refused_by_name(string option, CheckpointImportOptions options)
    {
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validate).ParamName);
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(() => CheckpointImport.Run("nowhere.ckpt", _folder["m.onnx"], options)).ParamName);
    }

    [Fact]
    public void Defaults_are_those_of_the_published_networks()
    {
        var options = new CheckpointImportOptions();
        Assert.Equal((ChannelOrder.Bgr, "arcface-112", AlignmentFit.Image, "model."), (options.ChannelOrder, options.Alignment, options.AlignmentFit, options.Prefix));
        Assert.Equal((null, null, null, null, false, false), (options.Name, options.Notice, options.Licence, options.Threshold, options.FlipFusion, options.Overwrite));
        options.Validate();
    }

    [Fact]
    public void An_import_can_be_stopped_and_leaves_nothing_behind()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => CheckpointImport.Run(Fixture("model.ckpt"), _folder["m.onnx"], null, stopped.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private string Small() => _folder.Write("small.ckpt", SmallNetworks.Checkpoint().ToArray());
}
