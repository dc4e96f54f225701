using System.Diagnostics;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests;

/// <summary>What the README shows is what runs.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Fence = "```";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, "Identify")]
    [InlineData(2, "Embed")]
    public void The_examples_are_the_sample_programs(int place, string sample)
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        string shown = readme.Split(Fence + "csharp\n")[place].Split(Fence)[0];
        string program = File.ReadAllText(Repository.PathOf("samples", sample, "Program.cs"));
        Assert.Equal(program[(program.LastIndexOf("\n\nHostApplicationBuilder", StringComparison.Ordinal) + 2)..], shown);
    }

    [Fact]
    public async Task The_sample_program_enrols_a_folder_and_identifies_a_visitor()
    {
        TestModel.Write(_folder, "my-model");
        Portraits.WriteFolder(_folder, "photos", people: 3, shots: 2);
        _folder.Write("visitor.jpg", Portraits.Of(person: 2, shot: 7));

        string output = await RunAsync("Identify");

        Assert.Contains("Completed: ", output, StringComparison.Ordinal);
        Assert.Contains("Match: person-02", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_program_compares_two_faces()
    {
        TestModel.Write(_folder, "my-model");
        _folder.Write("anna.jpg", Portraits.Of(person: 2, shot: 1));
        _folder.Write("visitor.jpg", Portraits.Of(person: 2, shot: 7));
        string mated = await RunAsync("Embed");
        _folder.Write("visitor.jpg", Portraits.Of(person: 3));
        string nonMated = await RunAsync("Embed");

        Assert.InRange(SimilarityIn(mated), TestModel.Threshold, 1);
        Assert.InRange(SimilarityIn(nonMated), -1, TestModel.Threshold);
    }

    private static double SimilarityIn(string output) =>
        double.Parse(output.Split("similarity ")[1], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> RunAsync(string sample)
    {
        string built = Path.GetRelativePath(Repository.PathOf("tests", "Host.Tests"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo(Repository.PathOf("samples", sample, built, $"HyperFace.Samples.{sample}"))
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };
        using Process program = Process.Start(start)!;
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, program.ExitCode);
        return output;
    }
}
