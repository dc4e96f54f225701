using HyperFace.Synthesis;

namespace HyperFace.Training.People;

/// <summary>The people of a named population, drawn trait by trait: nobody packed them, and no code stands for them.</summary>
internal sealed class SeededPeople(string population) : IPeople
{
    private readonly SyntheticPopulation _population = new(population);

    public FaceIdentity Subject(int subject) => _population.Subject(subject);

    public ulong ImageSeed(int subject, int image) => _population.ImageSeed(subject, image);
}
