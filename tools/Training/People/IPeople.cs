using HyperFace.Synthesis;

namespace HyperFace.Training.People;

/// <summary>Synthetic people by number, each with an endless row of pictures.</summary>
internal interface IPeople
{
    /// <summary>A person.</summary>
    /// <param name="subject">From 0.</param>
    FaceIdentity Subject(int subject);

    /// <summary>Seed of what is particular to one picture of a person.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="image">From 0.</param>
    ulong ImageSeed(int subject, int image);
}
