using System.CommandLine;

namespace HyperFace.Host.Commands.Galleries;

/// <summary><c>hyperface gallery …</c></summary>
internal static class GalleryCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("gallery", "Create, list, show and remove galleries.")
    {
        GalleryCreateCommand.Create(),
        GalleryListCommand.Create(),
        GalleryInfoCommand.Create(),
        GalleryRemoveCommand.Create(),
    };
}
