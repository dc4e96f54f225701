using System.CommandLine;

namespace HyperFace.Host.Commands.Serving;

/// <summary><c>hyperface serve</c></summary>
internal static class ServeCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Serve the HTTP API.");
        command.SetHostAction((run, cancellation) => Task.FromResult(ExitCode.Ok));
        return command;
    }
}
