using System.CommandLine;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>The job that a command looks at.</summary>
internal static class JobArgument
{
    /// <summary>Makes the argument.</summary>
    public static Argument<string> Create() => new("job") { Description = "The job's id, as 'job list' shows it" };
}
