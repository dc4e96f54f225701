using System.CommandLine;
using HyperFace.Host.Commands.Synthesis.Faces;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary><c>hyperface synth …</c></summary>
internal static class SynthCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() => new("synth", "Make synthetic people with a known truth: identities spread over the sphere, their pictures, galleries of embeddings.")
    {
        SynthPackCommand.Create(),
        FacesCommand.Create(),
        SynthGalleryCommand.Create(),
    };
}
