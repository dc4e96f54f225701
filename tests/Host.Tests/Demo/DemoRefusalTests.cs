using HyperFace.Host.Demo;

namespace HyperFace.Host.Tests.Demo;

public sealed class DemoRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyperface-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "photos", "gallery"));
        File.WriteAllText(Path.Combine(_folder, "photos", "gallery", "grandmother.jpg"), "precious");

        Assert.Equal((3, "no demo made"), await Fail("no demo made", "--out", "photos"));
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_folder, "photos", "gallery", "grandmother.jpg")));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_folder, "photos")));
    }

    [Fact]
    public async Task A_file_is_no_folder_for_a_demo()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "precious");

        Assert.Equal((3, "is a file"), await Fail("is a file", "--out", "file"));
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_folder, "file")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_the_disk_s_refusal()
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "precious");

        Assert.Equal((5, "--out"), await Fail("--out", "--out", Path.Combine("file", "below")));
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named_before_anything_of_an_earlier_demo_is_lost()
    {
        string demo = Path.Combine(_folder, "d");
        Directory.CreateDirectory(Path.Combine(demo, "gallery"));
        File.WriteAllText(Path.Combine(demo, ".hyperface-demo"), "");
        File.WriteAllText(Path.Combine(demo, "gallery", "1.jpg"), "earlier");

        Assert.Equal((3, "nowhere.json"), await Fail("nowhere.json", "--out", "d", "--model", "nowhere.json"));
        Assert.Equal("earlier", File.ReadAllText(Path.Combine(demo, "gallery", "1.jpg")));
    }

    [Fact]
    public async Task A_data_folder_elsewhere_is_a_wrong_command_line_and_touches_nothing()
    {
        Assert.Equal((2, "inside --out"), await Fail("inside --out", "--data", "elsewhere"));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("--subjects is 0", "--subjects", "0")]
    [InlineData("--subjects is 100001", "--subjects", "100001")]
    [InlineData("--images is 257", "--images", "257")]
    [InlineData("--probes is -1", "--probes", "-1")]
    [InlineData("--seed is 0", "--seed", "0")]
    [InlineData("--seed is 99999999999", "--seed", "99999999999")]
    [InlineData("'many'", "--probes", "many")]
    [InlineData("'strangers'", "strangers")]
    public void A_number_that_cannot_be_meant_is_named(string expected, params string[] arguments) =>
        Assert.Contains(expected, string.Join(' ', DemoCommand.Create().Parse(arguments).Errors.Select(error => error.Message)), StringComparison.Ordinal);

    [Fact]
    public async Task An_interrupted_demo_stops_in_order_and_can_be_run_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal to send to one process.");
        using DemoProcess demo = DemoProcess.Start(_folder, "enrol ", "demo", "--out", "d", "--subjects", "200", "--probes", "1");
        await demo.Noticed;
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{demo.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        (int exitCode, string output, string error) = await demo.EndAsync();

        Assert.Equal((130, string.Empty), (exitCode, output));
        Assert.Contains("Stopped on request", error, StringComparison.Ordinal);
        (exitCode, _, error) = await DemoProcess.RunAsync(_folder, "demo", "--out", "d", "--subjects", "2", "--images", "1", "--probes", "1");
        Assert.True(exitCode == 0, error);
    }

    /// <summary>Runs a demo that should fail; returns the exit code and, when the message holds it, what was expected of the message.</summary>
    private async Task<(int ExitCode, string Message)> Fail(string expected, params string[] arguments)
    {
        (int exitCode, string output, string error) = await DemoProcess.RunAsync(_folder, ["demo", .. arguments]);
        Assert.Equal(string.Empty, output);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return (exitCode, error.Contains(expected, StringComparison.Ordinal) ? expected : error);
    }
}
