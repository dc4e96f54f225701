using System.CommandLine;

namespace HyperFace.Host.Commands.Jobs;

/// <summary><c>hyperface job …</c></summary>
internal static class JobCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("job", "List, show and cancel bulk enrolments and rebuilds, and see the outcome of every row.")
    {
        JobListCommand.Create(),
        JobShowCommand.Create(),
        JobCancelCommand.Create(),
        JobOutcomesCommand.Create(),
    };
}
