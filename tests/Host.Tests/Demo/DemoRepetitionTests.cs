namespace HyperFace.Host.Tests.Demo;

public sealed class DemoRepetitionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hyperface-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_demo_replaces_what_the_first_made_and_nothing_else()
    {
        await Succeed("demo", "--out", "d", "--subjects", "6", "--images", "2", "--probes", "3");
        await Succeed("gallery", "create", "mine", "--data", "d/data");
        File.WriteAllText(Path.Combine(_folder, "d", "notes.txt"), "mine");
        string first = Path.Combine(_folder, "d", "gallery", "subject-0001", "1.jpg");
        byte[] before = File.ReadAllBytes(first);

        await Succeed("demo", "--out", "d", "--subjects", "4", "--images", "1", "--probes", "2", "--seed", "2");

        Assert.NotEqual(before, File.ReadAllBytes(first));
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder, "d", "gallery"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(_folder, "d", "probes"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "d", "notes.txt")));
        Assert.Contains("mine", await Succeed("gallery", "list", "--data", "d/data"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_settings_give_the_same_images_and_the_same_answers()
    {
        string[] settings = ["demo", "--subjects", "5", "--images", "2", "--probes", "3", "--json", "--out"];
        await Succeed([.. settings, "a"]);
        await Succeed([.. settings, "b"]);

        string[] images = [.. Directory.GetFiles(Path.Combine(_folder, "a"), "*.jpg", SearchOption.AllDirectories)];
        Assert.Equal(16, images.Length);
        Assert.All(images, image => Assert.Equal(File.ReadAllBytes(image), File.ReadAllBytes(Path.Combine(_folder, "b", Path.GetRelativePath(Path.Combine(_folder, "a"), image)))));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, "a", "contact-sheet.png")), File.ReadAllBytes(Path.Combine(_folder, "b", "contact-sheet.png")));
    }

    private async Task<string> Succeed(params string[] arguments)
    {
        (int exitCode, string output, string error) = await DemoProcess.RunAsync(_folder, arguments);
        Assert.True(exitCode == 0, error);
        return output;
    }
}
