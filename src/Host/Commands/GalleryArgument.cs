using System.CommandLine;

namespace HyperFace.Host.Commands;

/// <summary>The gallery that a command works on.</summary>
internal static class GalleryArgument
{
    /// <summary>Makes the argument.</summary>
    public static Argument<string> Create() => new("gallery") { Description = "The gallery's name" };
}
