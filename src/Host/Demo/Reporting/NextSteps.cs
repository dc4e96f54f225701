using HyperFace.Host.Demo.Probing;

namespace HyperFace.Host.Demo.Reporting;

/// <summary>Commands to go on with after a demo, as they work in the folder where it was started.</summary>
internal static class NextSteps
{
    private const string Project = "src/Host";

    /// <summary>The steps for the results at hand.</summary>
    public static IReadOnlyList<NextStep> After(DemoFolder folder, IReadOnlyList<ProbeResult> results)
    {
        string program = Program();
        string data = Quoted(folder.Data);
        var steps = new List<NextStep>();
        Identify("Identify a new picture of somebody who is enrolled", results.FirstOrDefault(result => result.Outcome == ProbeOutcome.Hit));
        Identify("Identify somebody who is not enrolled", results.FirstOrDefault(result => result.Outcome == ProbeOutcome.Refusal));
        steps.Add(new NextStep("Look at the gallery", $"{program} gallery info {DemoRun.GalleryId} --data {data}"));
        steps.Add(new NextStep("Serve it over HTTP", $"{program} serve --data {data}"));
        return steps;

        void Identify(string purpose, ProbeResult? result)
        {
            if (result is not null)
            {
                steps.Add(new NextStep(purpose, $"{program} identify {DemoRun.GalleryId} --data {data} --image {Quoted(result.Probe.Picture.Path)}"));
            }
        }
    }

    /// <summary>How this program is called: from a clone through its project, else as it was started.</summary>
    private static string Program()
    {
        if (File.Exists(Path.Combine(Project, "HyperFace.Host.csproj")))
        {
            return $"dotnet run -c Release --project {Project} --";
        }

        string process = Environment.ProcessPath ?? "hyperface";
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? $"dotnet {Quoted(Path.Combine(AppContext.BaseDirectory, "hyperface.dll"))}"
            : Quoted(process);
    }

    /// <summary>A path as short as it can be from here, in quotes where a shell would part it.</summary>
    private static string Quoted(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        string shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shown.All(c => char.IsLetterOrDigit(c) || c is '/' or '\\' or ':' or '.' or '_' or '-') ? shown : $"\"{shown}\"";
    }
}
