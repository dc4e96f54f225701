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
        CommandResult enrolled = (await RunAsync("enroll", "crowd", "--npy", "crowd/gallery.npy", "--ids", "crowd/gallery-ids.txt")).Expect(0);
        Assert.Contains("400 enrolled, 0 duplicate, 0 rejected", enrolled.Output, StringComparison.Ordinal);

        using PackedPoints probes = PackedPoints.Read(Folder["crowd/probes.npy"]);
        string[] ids = await File.ReadAllLinesAsync(Folder["crowd/probes-ids.txt"], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Folder["probe.json"], JsonSerializer.Serialize(probes[0].ToArray()), TestContext.Current.CancellationToken);
        JsonElement found = (await RunAsync("identify", "crowd", "--embedding", "probe.json", "--threshold", "0.3", "--json")).Expect(0).Json;
        Assert.Contains(found.GetProperty("candidates").EnumerateArray(), candidate => candidate.GetProperty("subjectId").GetString() == ids[0]);

        // What lies there is not written over unless it is asked for.
        (await RunAsync(what)).ExpectFailure(3, "is not empty");
        (await RunAsync(["synth", "gallery", "--templates", "0", "--out", "crowd", "--overwrite"])).ExpectFailure(2, "Templates is 0");
        Assert.Equal(6, Directory.GetFiles(Folder["crowd"]).Length);
        await MadeAsync([.. what, "--overwrite", "--seed", "2"]);
    }

    [Fact]
    public async Task Mated_probes_find_more_alike_candidates_than_strangers_do()
    {
        await MadeAsync(["synth", "gallery", "--templates", "200", "--dimension", "256", "--profile", "strong", "--probes", "8", "--mislabels", "0.1", "--out", "crowd"]);
        JsonElement summary = JsonDocument.Parse(await File.ReadAllTextAsync(Folder["crowd/summary.json"], TestContext.Current.CancellationToken)).RootElement;
        string[] ids = await File.ReadAllLinesAsync(Folder["crowd/gallery-ids.txt"], TestContext.Current.CancellationToken);
        Assert.Equal(ids.Distinct().Count(), summary.GetProperty("subjects").GetInt32());
        Assert.True(summary.GetProperty("subjects").GetInt32() < 200);

        (await RunAsync("gallery", "create", "g", "--embeddings", "256", "--embedding-model", "synthetic")).Expect(0);
        (await RunAsync("enroll", "g", "--npy", "crowd/gallery.npy", "--ids", "crowd/gallery-ids.txt")).Expect(0);
        using PackedPoints probes = PackedPoints.Read(Folder["crowd/probes.npy"]);
        var best = new List<double>();
        for (int row = 0; row < probes.Count; row++)
        {
            await File.WriteAllTextAsync(Folder["probe.json"], JsonSerializer.Serialize(probes[row].ToArray()), TestContext.Current.CancellationToken);
            CommandResult found = await RunAsync("identify", "g", "--embedding", "probe.json", "--threshold", "0", "--json");
            best.Add(found.Json.GetProperty("candidates")[0].GetProperty("similarity").GetDouble());
        }

        Assert.True(best.Take(8).Average() > best.Skip(8).Average() + 0.2, string.Join(' ', best));
    }

    [Fact]
    public async Task A_single_template_makes_a_gallery_without_strangers()
    {
        string output = await MadeAsync(["synth", "gallery", "--templates", "1", "--dimension", "256", "--profile", "strong", "--out", "crowd"]);
        Assert.Contains("1 templates of 1 subjects", output, StringComparison.Ordinal);
        Assert.DoesNotContain("non-mated ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "--probes is -1", "--templates", "10", "--probes", "-1", "--out", "crowd")]
    [InlineData(2, "--templates-per-subject is 0", "--templates", "10", "--templates-per-subject", "0", "--out", "crowd")]
    [InlineData(2, "Templates is 10; it must be 20 (one subject)", "--templates", "10", "--templates-per-subject", "20", "--out", "crowd")]
    [InlineData(2, "use another with --mated", "--templates", "10", "--profile", "clustered", "--dimension", "64", "--out", "crowd")]
    [InlineData(2, "0.020 ± 0.070 cannot be had in 128 dimensions", "--templates", "10", "--profile", "strong", "--dimension", "128", "--out", "crowd")]
    [InlineData(2, "cannot be had in 512 dimensions", "--templates", "10", "--mated", "0.2,0.3", "--non-mated", "0.1,0.3", "--out", "crowd")]
    [InlineData(2, "Option '--out' is required", "--templates", "10")]
    [InlineData(2, "Templates is 0", "--templates", "0", "--out", "crowd")]
    [InlineData(2, "--out needs a folder; what was given is blank", "--templates", "10", "--out", "")]
    [InlineData(2, "1 duplicates and 1 twins need 4 subjects; there are 3", "--templates", "3", "--duplicates", "0.2", "--twins", "0.2", "--out", "crowd")]
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
