using System.CommandLine;

namespace HyperFace.Host.Commands.Models;

/// <summary><c>hyperface model …</c></summary>
internal static class ModelCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("model", "Look at face models.") { ModelInfoCommand.Create() };
}
