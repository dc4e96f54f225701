using System.CommandLine;
using HyperFace.Host.Http;

namespace HyperFace.Host.Commands.Serving;

/// <summary><c>hyperface serve</c></summary>
internal static class ServeCommand
{
    private const string Description = """
        Serve the HTTP API under /v1 (described at /openapi/v1.json), with /health/live and /health/ready.

        It listens on the loopback address only, unless told otherwise: it knows no users and no passwords.
        Ctrl-C, or a request to terminate, lets requests finish and stops jobs where they can go on at the next start.
        """;

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Where to listen; several are separated by ';' [default: {HttpOptions.DefaultUrl}]",
        HelpName = "urls",
    };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", Description) { Urls };
        command.SetHostAction(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        await using WebApplication server = WebServer.Build(run.Get(Urls), run.Screen.Json, CommandSettings.Of(run.Parsed), options => CommandSettings.Apply(run.Parsed, options));
        await server.RunAsync(cancellation).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
