using System.CommandLine;
using HyperFace.Host.Commands;
using HyperFace.Host.Demo.Progress;
using HyperFace.Host.Demo.Reporting;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Demo;

/// <summary><c>hyperface demo</c>: the whole path on synthetic faces.</summary>
internal static class DemoCommand
{
    private const string Description = """
        Show the whole path on synthetic faces: draw people as JPEG files, enrol them, build the index, identify probes.

        Ends with the figures, a contact sheet to look at, and commands to go on with. The same command again replaces
        what it made.
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("demo", Description);
        foreach (Option option in DemoOptions.All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(GlobalOptions.Data) is { Implicit: false })
            {
                result.AddError("A demo keeps its data folder inside --out; leave out --data.");
            }
        });
        command.SetHostAction(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var folder = new DemoFolder(run.Require(DemoOptions.Out));
        var settings = new DemoSettings(
            run.Get(DemoOptions.Subjects),
            run.Get(DemoOptions.Images),
            run.Get(DemoOptions.Probes),
            DemoSettings.PopulationOf(run.Get(DemoOptions.Seed)));
        try
        {
            DemoReport report = await RunAsync(run, settings, folder, cancellation).ConfigureAwait(false);
            ResourceFile.Write(folder.Report, report);
            run.Screen.Write(report, () => ReportInWords.Write(run.Screen, report));
            return ExitCode.Ok;
        }
        catch (DemoException e)
        {
            run.Screen.Fail(e.Failure);
            return e.Failure.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Screen.Fail(new Failure(ExitCode.Storage, "storage", $"The demo cannot use '{folder.Root}': {e.Message.TrimEnd('.')}. Free some space, or name another folder with --out."));
            return ExitCode.Storage;
        }
    }

    private static async Task<DemoReport> RunAsync(CommandRun run, DemoSettings settings, DemoFolder folder, CancellationToken cancellation)
    {
        folder.Claim();
        await using Engine engine = await Engine.StartAsync(
            run,
            cancellation,
            options =>
            {
                options.DataFolder = folder.Data;

                // The demo enrols nothing but what it has just drawn.
                options.ImportRoot = null;
            }).ConfigureAwait(false);
        return await StageBoard.ShowAsync(run.Screen, TimeProvider.System, board => new DemoRun(settings, folder, engine, board).RunAsync(cancellation)).ConfigureAwait(false);
    }
}
