using System.CommandLine;

namespace HyperFace.Host.Commands.Models;

/// <summary><c>hyperface model …</c></summary>
internal static class ModelCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("model", "Import, check and look at face models.")
    {
        ModelImportCommand.Create(),
        ModelCheckCommand.Create(),
        ModelInfoCommand.Create(),
    };
}
