using System.CommandLine;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary><c>hyperface synth …</c></summary>
internal static class SynthCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("synth", "Make synthetic people: identities spread over the sphere, galleries of embeddings with known truth.")
    {
        SynthPackCommand.Create(),
        SynthGalleryCommand.Create(),
    };
}
