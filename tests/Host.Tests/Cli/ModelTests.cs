using System.Text.Json;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests.Cli;

/// <summary>A checkpoint becomes a model, and models are checked, by the real program.</summary>
public sealed class ModelTests : CliTest
{
    private static string Checkpoint => Repository.PathOf("tests", "Embedding.Tests", "Fixtures", "ir-narrow", "model.ckpt");

    [Fact]
    public async Task A_checkpoint_becomes_a_model_that_opens_and_identifies()
    {
        CommandResult imported = await RunAsync("model", "import", Checkpoint, "--out", "models/narrow.onnx", "--name", "Narrow", "--licence", "MIT", "--threshold", "0.4", "--flip", "--fit", "template");
        Assert.Equal(0, imported.ExitCode);
        Assert.Contains("hyperface model check", imported.Errors, StringComparison.Ordinal);
        Assert.Matches("(?m)^network +ir, units 2-1-2-1, widths 8:8-16-24-32, [0-9,]+ parameters, 112 x 112 pixels, 64 values$", imported.Output);
        Assert.Matches("(?m)^checkpoint +SHA-256 [0-9a-f]{64}; 4 tensors", imported.Output);

        string info = (await RunAsync("model", "info", "models/narrow.json")).Expect(0).Output;
        Assert.Matches("(?m)^model +Narrow$", info);
        Assert.Matches("(?m)^network +ir, units 2-1-2-1", info);
        Assert.Matches("(?m)^checkpoint +SHA-256 [0-9a-f]{64}$", info);
        Assert.Matches("(?m)^input +112 x 112 pixels, Bgr, faces aligned to arcface-112, fitted in the template$", info);
        Assert.Matches("(?m)^output +64 values, of the face and its mirror image together$", info);

        Portraits.WriteFolder(Folder, "photos", people: 2, shots: 1);
        await RunAsync("gallery", "create", "g", "--model", "models/narrow.onnx");
        Assert.Equal(0, (await RunAsync("enroll", "g", "--folder", "photos")).ExitCode);
        JsonElement answer = (await RunAsync("identify", "g", "--image", $"photos/{Portraits.IdOf(1)}/0.jpg", "--json")).Expect(0).Json;
        Assert.Equal(Portraits.IdOf(1), answer.GetProperty("candidates")[0].GetProperty("subjectId").GetString());
    }

    [Fact]
    public async Task An_import_is_a_document_for_machines()
    {
        Folder.Write("given.ckpt", File.ReadAllBytes(Checkpoint));
        JsonElement imported = (await RunAsync("model", "import", "given.ckpt", "--channel-order", "rgb", "--json")).Expect(0).Json;
        Assert.Equal("given", imported.GetProperty("name").GetString());
        Assert.Equal("given.onnx", imported.GetProperty("onnx").GetString());
        Assert.Equal("given.json", imported.GetProperty("manifest").GetString());
        Assert.Equal(64, imported.GetProperty("dimension").GetInt32());
        Assert.True(imported.GetProperty("parameters").GetInt64() > 100_000);

        JsonElement info = (await RunAsync("model", "info", "given.onnx", "--json")).Expect(0).Json;
        Assert.Equal(imported.GetProperty("modelVersion").GetString(), info.GetProperty("modelVersion").GetString());
        Assert.Equal(imported.GetProperty("checkpointSha256").GetString(), info.GetProperty("checkpointSha256").GetString());
        Assert.Equal(("image", false), (info.GetProperty("alignmentFit").GetString(), info.GetProperty("flipFusion").GetBoolean()));

        // Into a folder that is there, and again only when it is allowed.
        Directory.CreateDirectory(Folder["models"]);
        (await RunAsync("model", "import", "given.ckpt", "--out", "models", "--json")).Expect(0);
        (await RunAsync("model", "import", "given.ckpt", "--out", "models")).ExpectFailure(3, "models/given.onnx' is there already");
        (await RunAsync("model", "import", "given.ckpt", "--out", "models", "--overwrite", "--json")).Expect(0);
    }

    [Theory]
    [InlineData("import nothing.ckpt", 3, "'nothing.ckpt': there is no such file")]
    [InlineData("import text.ckpt", 3, "does not begin as a checkpoint of torch.save does")]
    [InlineData("import good.ckpt --prefix module.", 3, "begins with 'module.'")]
    [InlineData("import good.ckpt --out model.bin", 2, "its extension must be .onnx")]
    [InlineData("import good.ckpt --channel-order grb", 2, "rgb or bgr")]
    [InlineData("import good.ckpt --fit middle", 2, "image or template")]
    [InlineData("import good.ckpt --threshold 2", 2, "Threshold must be a number from -1 to 1")]
    [InlineData("import", 2, "Required argument 'checkpoint' missing")]
    [InlineData("check nothing.json", 3, "There is no model manifest 'nothing.json'")]
    [InlineData("check --subjects 1", 2, "--subjects is 1; it must be 2 to 1000")]
    [InlineData("check --images 21", 2, "--images is 21; it must be 2 to 20")]
    public async Task What_is_wrong_is_said_in_one_line(string command, int exitCode, string message)
    {
        Folder.Write("text.ckpt", "no checkpoint at all");
        Folder.Write("good.ckpt", File.ReadAllBytes(Checkpoint));
        (await RunAsync(["model", .. command.Split(' ')])).ExpectFailure(exitCode, message);
        Assert.Equal(["good.ckpt", "text.ckpt"], Directory.GetFiles(Folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_shipped_model_passes_its_check()
    {
        CommandResult check = (await RunAsync("model", "check")).Expect(0);
        Assert.Matches("(?m)^passed +discriminating +similarity of one person's faces", check.Output);
        Assert.Equal(7, check.Output.Split('\n').Count(line => line.StartsWith("passed ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_network_of_noise_is_suspicious()
    {
        await RunAsync("model", "import", Checkpoint, "--out", "noise.onnx");
        CommandResult check = await RunAsync("model", "check", "noise.json", "--json");
        Assert.Equal((1, ""), (check.ExitCode, check.Errors));
        Assert.Equal("suspicious", check.Json.GetProperty("outcome").GetString());
        JsonElement finding = check.Json.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("name").GetString() == "discriminating");
        Assert.Equal("suspicious", finding.GetProperty("outcome").GetString());
        Assert.Contains("is it trained", finding.GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_was_swapped_has_failed_its_check()
    {
        string model = TestModel.Write(Folder);
        File.AppendAllText(Folder["models/squares.onnx"], "x");
        CommandResult check = await RunAsync("model", "check", model);
        Assert.Equal((1, ""), (check.ExitCode, check.Errors));
        Assert.Matches("(?m)^failed +manifest +.*SHA-256", check.Output);
    }
}
