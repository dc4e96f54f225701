using System.Diagnostics;
using HyperFace.Host.Tests.People;

namespace HyperFace.Host.Tests;

/// <summary>What the README shows is what runs.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Fence = "```";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_example_is_the_sample_program()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        string shown = readme.Split(Fence + "csharp\n")[1].Split(Fence)[0];
        string program = File.ReadAllText(Repository.PathOf("samples", "Identify", "Program.cs"));
        Assert.Equal(program[(program.LastIndexOf("\n\nHostApplicationBuilder", StringComparison.Ordinal) + 2)..], shown);
    }

    [Fact]
    public async Task The_sample_program_enrols_a_folder_and_identifies_a_visitor()
    {
        TestModel.Write(_folder, "my-model");
        Portraits.WriteFolder(_folder, "photos", people: 3, shots: 2);
        _folder.Write("visitor.jpg", Portraits.Of(person: 2, shot: 7));
        string built = Path.GetRelativePath(Repository.PathOf("tests", "Host.Tests"), AppContext.BaseDirectory);
        var start = new ProcessStartInfo(Repository.PathOf("samples", "Identify", built, "HyperFace.Samples.Identify"))
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
        };

        using Process program = Process.Start(start)!;
        string output = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, program.ExitCode);
        Assert.Contains("Completed: ", output, StringComparison.Ordinal);
        Assert.Contains("Match: person-02", output, StringComparison.Ordinal);
    }
}
