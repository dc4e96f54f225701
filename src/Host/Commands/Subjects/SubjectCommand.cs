using System.CommandLine;

namespace HyperFace.Host.Commands.Subjects;

/// <summary><c>hyperface subject …</c></summary>
internal static class SubjectCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("subject", "List, show and remove the subjects of a gallery.")
    {
        SubjectListCommand.Create(),
        SubjectShowCommand.Create(),
        SubjectRemoveCommand.Create(),
    };
}
