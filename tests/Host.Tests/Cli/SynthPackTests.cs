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

    [Theory]
    [InlineData(2, "Option '--out' is required")]
    [InlineData(2, "Points is 1", "--points", "1", "--out", "a.npy")]
    [InlineData(2, "a whole number is needed", "--points", "ten", "--out", "a.npy")]
    [InlineData(3, "'none.npy' cannot be read", "--initial", "none.npy", "--out", "a.npy")]
    [InlineData(3, "There is no folder", "--points", "10", "--out", "none/a.npy")]
    public async Task What_cannot_be_meant_is_refused(int exitCode, string message, params string[] arguments)
    {
        (await RunAsync(["synth", "pack", .. arguments])).ExpectFailure(exitCode, message);
        Assert.False(File.Exists(Folder["a.npy"]));
    }

    private byte[] Bytes(string file) => File.ReadAllBytes(Folder[file]);
}
