using System.Text.Json;
using HyperFace.Synthesis;

namespace HyperFace.Host.Tests.Cli;

public sealed class SynthGalleryTests : CliTest
{
    [Fact]
    public async Task A_gallery_of_nobody_is_enrolled_and_searched()
    {
        string[] what = ["synth", "gallery", "--templates", "400", "--dimension", "128", "--probes", "20", "--duplicates", "0.05", "--out", "crowd"];
        string output = await MadeAsync(what);
        Assert.Contains("400 templates of 400 subjects", output, StringComparison.Ordinal);
        Assert.Contains("20 duplicates, 0 twins, 0 mislabels", output, StringComparison.Ordinal);
        JsonElement summary = JsonDocument.Parse(await File.ReadAllTextAsync(Folder["crowd/summary.json"], TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(400, summary.GetProperty("templates").GetInt32());

        (await RunAsync("gallery", "create", "crowd", "--embeddings", "128", "--embedding-model", "synthetic")).Expect(0);
        (await RunAsync("enroll", "crowd", "--npy", "crowd/gallery.npy", "--ids", "crowd/gallery-ids.txt")).Expect(0);

        using PackedPoints probes = PackedPoints.Read(Folder["crowd/probes.npy"]);
        string[] ids = await File.ReadAllLinesAsync(Folder["crowd/probes-ids.txt"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Folder["probe.json"], JsonSerializer.Serialize(probes[0].ToArray()), TestContext.Current.CancellationToken);
        JsonElement found = (await RunAsync("identify", "crowd", "--embedding", "probe.json", "--threshold", "0.3", "--json")).Expect(0).Json;
        Assert.Contains(found.GetProperty("candidates").EnumerateArray(), candidate => candidate.GetProperty("subjectId").GetString() == ids[0]);

        // What lies there is not written over unless it is asked for.
        (await RunAsync(what)).ExpectFailure(3, "is not empty");
        await MadeAsync([.. what, "--overwrite", "--seed", "2"]);
    }

    [Theory]
    [InlineData(2, "Option '--out' is required", "--templates", "10")]
    [InlineData(2, "Templates is 0", "--templates", "0", "--out", "crowd")]
    [InlineData(2, "must be one of 'hyperface', 'strong', 'clustered'", "--templates", "10", "--profile", "weak", "--out", "crowd")]
    [InlineData(2, "'0.6' is no mean and standard deviation", "--templates", "10", "--mated", "0.6", "--out", "crowd")]
    [InlineData(2, "--duplicates is 0.5", "--templates", "10", "--duplicates", "0.5", "--out", "crowd")]
    public async Task What_cannot_be_meant_is_refused(int exitCode, string message, params string[] arguments)
    {
        (await RunAsync(["synth", "gallery", .. arguments])).ExpectFailure(exitCode, message);
        Assert.False(Directory.Exists(Folder["crowd"]));
    }

    /// <summary>What the command wrote; beside it, it says what to do next.</summary>
    private async Task<string> MadeAsync(string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Next: hyperface gallery create", result.Errors, StringComparison.Ordinal);
        return result.Output;
    }
}
