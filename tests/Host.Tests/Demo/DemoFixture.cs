using System.Text.Json;

namespace HyperFace.Host.Tests.Demo;

/// <summary>One small demo, run once by the program itself with the model that ships with it.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    public const int Subjects = 30;
    public const int Images = 2;
    public const int Probes = 10;

    private JsonDocument? _report;

    public string WorkingFolder { get; } = Directory.CreateTempSubdirectory("hyperface-").FullName;

    public string Folder => Path.Combine(WorkingFolder, "hyperface-demo");

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = string.Empty;

    public string Error { get; private set; } = string.Empty;

    public JsonElement Report => (_report ??= JsonDocument.Parse(Output)).RootElement;

    public static string[] Arguments(params string[] more) => ["demo", "--subjects", $"{Subjects}", "--images", $"{Images}", "--probes", $"{Probes}", .. more];

    public async ValueTask InitializeAsync() => (ExitCode, Output, Error) = await DemoProcess.RunAsync(WorkingFolder, Arguments("--json"));

    public ValueTask DisposeAsync()
    {
        _report?.Dispose();
        Directory.Delete(WorkingFolder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
