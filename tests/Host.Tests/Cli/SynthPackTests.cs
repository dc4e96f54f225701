using System.Globalization;
using System.Text.Json;
using HyperFace.Synthesis;

namespace HyperFace.Host.Tests.Cli;

public sealed class SynthPackTests : CliTest
{
    [Fact]
    public async Task Points_curve_and_drawing_are_written()
    {
        string[] what = ["synth", "pack", "--points", "60", "--dimension", "16", "--passes", "20"];
        CommandResult result = await RunAsync([.. what, "--out", "codes.npy", "--curve", "curve.csv", "--plot", "curve.svg", "--threads", "1"]);
        Assert.Contains("codes.npy, 60 of 16 values", result.Expect(0).Output, StringComparison.Ordinal);

        using PackedPoints points = PackedPoints.Read(Folder["codes.npy"]);
        Assert.Equal((60, 16), (points.Count, points.Dimension));
        string[] curve = await File.ReadAllLinesAsync(Folder["curve.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(22, curve.Length);
        double[] largest = [.. curve.Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];
        Assert.True(largest[^1] < largest[0]);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(Folder["curve.svg"], TestContext.Current.CancellationToken), StringComparison.Ordinal);

        JsonElement json = (await RunAsync([.. what, "--out", "again.npy", "--threads", "2", "--json"])).Expect(0).Json;
        Assert.Equal(largest[^1], json.GetProperty("after").GetProperty("largest").GetDouble());
        Assert.Equal(Bytes("codes.npy"), Bytes("again.npy"));
    }

    [Fact]
    public async Task A_finished_checkpoint_is_taken_and_another_packing_is_refused()
    {
        string[] what = ["synth", "pack", "--points", "30", "--dimension", "8", "--passes", "6", "--checkpoint", "state"];
        (await RunAsync([.. what, "--out", "one.npy"])).Expect(0);
        Assert.Contains("after pass 6", (await RunAsync([.. what, "--out", "two.npy"])).Expect(0).Output, StringComparison.Ordinal);
        Assert.Equal(Bytes("one.npy"), Bytes("two.npy"));
        (await RunAsync([.. what, "--seed", "2", "--out", "three.npy"])).ExpectFailure(3, "is of another packing: its seed is 1, not 2");
        Assert.False(File.Exists(Folder["three.npy"]));
    }

    [Fact]
    public async Task Points_and_a_gallery_come_from_files_and_must_fit()
    {
        using PackedPoints initial = PackedPoints.Uniform(40, 12, seed: 3);
        initial.Save(Folder["initial.npy"]);
        using PackedPoints gallery = PackedPoints.Uniform(25, 12, seed: 4);
        gallery.Save(Folder["gallery.npy"]);
        string[] what = ["synth", "pack", "--initial", "initial.npy", "--gallery", "gallery.npy"];
        JsonElement json = (await RunAsync([.. what, "--passes", "15", "--alpha", "4", "--out", "near.npy", "--json"])).Expect(0).Json;
        Assert.Equal((40, 12), (json.GetProperty("points").GetInt32(), json.GetProperty("dimension").GetInt32()));
        Assert.True(json.GetProperty("after").GetProperty("galleryDistance").GetDouble() < json.GetProperty("before").GetProperty("galleryDistance").GetDouble());
        Assert.Contains("mean distance to the nearest embedding", (await RunAsync([.. what, "--passes", "2", "--out", "near.npy"])).Expect(0).Output, StringComparison.Ordinal);

        (await RunAsync([.. what, "--points", "41", "--out", "a.npy"])).ExpectFailure(2, "There are 40 initial points of 12 values; 41 of 12 are to be packed");
        (await RunAsync("synth", "pack", "--points", "10", "--dimension", "8", "--gallery", "gallery.npy", "--out", "a.npy")).ExpectFailure(2, "The gallery's embeddings have 12 values; the points have 8");
        byte[] cut = Bytes("initial.npy")[..^4];
        Folder.Write("cut.npy", cut);
        (await RunAsync("synth", "pack", "--initial", "cut.npy", "--out", "a.npy")).ExpectFailure(3, "bytes long");
        Assert.False(File.Exists(Folder["a.npy"]));
    }

    [Theory]
    [InlineData("--stochastic", "16")]
    [InlineData("--nearest")]
    [InlineData("--index-beyond", "20")]
    public async Task Every_way_to_pack_brings_points_apart(params string[] way)
    {
        JsonElement json = (await RunAsync(["synth", "pack", "--points", "80", "--dimension", "16", "--passes", "40", "--out", "a.npy", "--json", .. way])).Expect(0).Json;
        Assert.True(json.GetProperty("after").GetProperty("largest").GetDouble() < 0.8 * json.GetProperty("before").GetProperty("largest").GetDouble());
        Assert.Equal(way[0] == "--index-beyond" ? "sampled" : "exact", json.GetProperty("after").GetProperty("measure").GetString());
    }

    [Fact]
    public async Task What_the_figures_rest_on_is_shown()
    {
        string[] what = ["synth", "pack", "--points", "80", "--dimension", "16", "--passes", "10", "--refresh-every", "5", "--out", "a.npy", "--curve", "curve.csv"];
        string[] listed = (await RunAsync(what)).Expect(0).Output.Split('\n');
        Assert.Matches(@"^0 +0\.\d+ +0\.\d+$", listed.Single(line => line.StartsWith("0 ", StringComparison.Ordinal)).TrimEnd());
        Assert.Matches(@"^4 +>= 0\.\d+ +>= 0\.\d+$", listed.Single(line => line.StartsWith("4 ", StringComparison.Ordinal)).TrimEnd());
        Assert.Equal(["exact", "listed", "listed", "listed", "listed", "exact"], await MeasuresAsync(6));

        string[] sampled = (await RunAsync([.. what, "--index-beyond", "20"])).Expect(0).Output.Split('\n');
        Assert.Matches(@"^4 +>= 0\.\d+ +~ 0\.\d+$", sampled.Single(line => line.StartsWith("4 ", StringComparison.Ordinal)).TrimEnd());
        Assert.All(await MeasuresAsync(11), measure => Assert.Equal("sampled", measure));

        async Task<string[]> MeasuresAsync(int rows) =>
            [.. (await File.ReadAllLinesAsync(Folder["curve.csv"], TestContext.Current.CancellationToken)).Skip(1).Take(rows).Select(line => line.Split(',')[3])];
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_refused()
    {
        string[] what = ["synth", "pack", "--points", "30", "--dimension", "8", "--passes", "6", "--checkpoint", "state"];
        (await RunAsync([.. what, "--out", "one.npy"])).Expect(0);
        byte[] bytes = Bytes("state");
        bytes[^20] ^= 1;
        Folder.Write("state", bytes);
        (await RunAsync([.. what, "--out", "two.npy"])).ExpectFailure(3, "'state' is damaged. Delete it to begin anew.");
        Assert.False(File.Exists(Folder["two.npy"]));
    }

    /// <summary>The paper begins with embeddings of a gallery and stays near it: one file is both.</summary>
    [Fact]
    public async Task A_gallery_is_what_the_points_begin_as_and_stay_near_to()
    {
        (await RunAsync("synth", "pack", "--points", "20", "--dimension", "16", "--passes", "0", "--out", "gallery.npy")).Expect(0);
        (await RunAsync("synth", "pack", "--initial", "gallery.npy", "--gallery", "gallery.npy", "--alpha", "0.5", "--passes", "5", "--out", "packed.npy")).Expect(0);
        (await RunAsync("synth", "pack", "--initial", "gallery.npy", "--passes", "5", "--out", "gallery.npy")).ExpectFailure(3, "--out and --initial name the same file");
    }

    [Theory]
    [InlineData(2, "Option '--out' is required")]
    [InlineData(2, "Points is 1", "--points", "1", "--out", "a.npy")]
    [InlineData(2, "a whole number is needed", "--points", "ten", "--out", "a.npy")]
    [InlineData(2, "--passes is -1", "--passes", "-1", "--out", "a.npy")]
    [InlineData(2, "--learning-rate is 0;", "--learning-rate", "0", "--out", "a.npy")]
    [InlineData(2, "--neighbours is 5000", "--neighbours", "5000", "--out", "a.npy")]
    [InlineData(2, "Neighbours is 1000; it must be 0 to 999 past 100 points", "--points", "2000", "--index-beyond", "100", "--neighbours", "1000", "--out", "a.npy")]
    [InlineData(2, "Dimension is 5000", "--points", "10", "--dimension", "5000", "--out", "a.npy")]
    [InlineData(3, "'none.npy' cannot be read", "--initial", "none.npy", "--out", "a.npy")]
    [InlineData(3, "There is no folder", "--points", "10", "--out", "none/a.npy")]
    [InlineData(3, "'/dev/null' is a device", "--points", "10", "--out", "/dev/null")]
    [InlineData(3, "--out and --curve name the same file", "--points", "10", "--out", "a.npy", "--curve", "./a.npy")]
    [InlineData(3, "--checkpoint and --gallery name the same file", "--points", "10", "--out", "a.npy", "--gallery", "g", "--checkpoint", "g")]
    [InlineData(2, "--out needs a file; what was given is blank", "--points", "10", "--out", "")]
    [InlineData(2, "--gallery needs a file", "--points", "10", "--out", "a.npy", "--gallery", "  ")]
    [InlineData(2, "--initial needs a file", "--out", "a.npy", "--initial", "")]
    public async Task What_cannot_be_meant_is_refused(int exitCode, string message, params string[] arguments)
    {
        (await RunAsync(["synth", "pack", .. arguments])).ExpectFailure(exitCode, message);
        Assert.False(File.Exists(Folder["a.npy"]));
    }

    [Fact]
    public async Task A_folder_that_takes_no_files_is_found_out_before_the_work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc, which takes no files from anybody.");
        (await RunAsync("synth", "pack", "--points", "4000000", "--dimension", "4096", "--out", "/proc/a.npy")).ExpectFailure(3, "'/proc/a.npy' cannot be written: the folder '/proc' takes no files");
    }

    private byte[] Bytes(string file) => File.ReadAllBytes(Folder[file]);
}
