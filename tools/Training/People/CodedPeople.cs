using HyperFace.Synthesis;

namespace HyperFace.Training.People;

/// <summary>People whom codes stand for, given or drawn. Their pictures vary as those of the population that a seed names.</summary>
internal sealed class CodedPeople : IPeople
{
    private readonly float[][] _codes;
    private readonly IdentityCodeMap _map;
    private readonly SyntheticPopulation _population;

    private CodedPeople(float[][] codes, string population)
    {
        _codes = codes;
        _map = new IdentityCodeMap(codes[0].Length);
        _population = new SyntheticPopulation(population);
    }

    /// <summary>How many people.</summary>
    public int Count => _codes.Length;

    /// <summary>Values of a code.</summary>
    public int CodeLength => _map.CodeLength;

    /// <summary>The people of given codes.</summary>
    /// <param name="codes">Points of length 1.</param>
    /// <param name="population">Names the pictures.</param>
    public static CodedPeople Of(float[][] codes, string population) => new(codes, population);

    /// <summary>People whose codes are drawn, every direction as likely as any other.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">Values of a code.</param>
    /// <param name="population">Names the codes and the pictures.</param>
    public static CodedPeople Draw(int count, int length, string population) => new(DrawCodes(count, length, population), population);

    /// <summary>Draws codes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">Values of a code.</param>
    /// <param name="population">Chooses them.</param>
    public static float[][] DrawCodes(int count, int length, string population)
    {
        var seeds = new SyntheticPopulation(population);
        var codes = new float[count][];
        for (int subject = 0; subject < count; subject++)
        {
            codes[subject] = new float[length];
            IdentityCode.Draw(seeds.SubjectSeed(subject), codes[subject]);
        }

        return codes;
    }

    public FaceIdentity Subject(int subject) => _map.Identity(_codes[subject]);

    public ulong ImageSeed(int subject, int image) => _population.ImageSeed(subject, image);
}
