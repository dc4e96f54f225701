using System.CommandLine;

namespace HyperFace.Host.Commands.Jobs;

/// <summary><c>hyperface job cancel</c></summary>
internal static class JobCancelCommand
{
    private static readonly Argument<string> JobId = JobArgument.Create();

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("cancel", "Give up a job that was stopped, so that it is not resumed. What it enrolled stays. A server's jobs are cancelled through the server.") { JobId };
        command.SetEngineAction((run, engine, _) =>
        {
            JobShowCommand.Write(run.Screen, engine, engine.Jobs.Cancel(run.Require(JobId)));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }
}
