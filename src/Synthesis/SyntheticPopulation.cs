using System.Text;
using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis;

/// <summary>
/// A named, endless row of synthetic people, each with an endless row of pictures. Populations of different names share
/// nobody, so that a model fitted on one can be judged on another: a person's seed comes from a hash of the name and,
/// within the name, a bijection of the index. Immutable and thread-safe.
/// </summary>
public sealed class SyntheticPopulation
{
    private const ulong SubjectStep = 0x9E3779B97F4A7C15;
    private const ulong ImageStep = 0xD1B54A32D192ED03;

    private readonly ulong _origin;

    /// <summary>The population of a name.</summary>
    /// <param name="name">Any non-empty text; compared byte for byte.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public SyntheticPopulation(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _origin = Hash(name);
    }

    /// <summary>What tells this population from others.</summary>
    public string Name { get; }

    /// <summary>Seed of a person; distinct for every index of one population.</summary>
    /// <param name="subject">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="subject"/> is negative.</exception>
    public ulong SubjectSeed(int subject)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(subject);
        return SplitMix64.Mix(_origin + ((ulong)subject * SubjectStep));
    }

    /// <summary>Seed of one picture of a person; distinct for every image of one person.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="image">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public ulong ImageSeed(int subject, int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        return SplitMix64.Mix(SubjectSeed(subject) + (((ulong)image + 1) * ImageStep));
    }

    /// <summary>A person of this population.</summary>
    /// <param name="subject">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="subject"/> is negative.</exception>
    public FaceIdentity Subject(int subject) => FaceIdentity.FromSeed(SubjectSeed(subject));

    /// <summary>What is particular to one picture of a person.</summary>
    /// <param name="subject">From 0.</param>
    /// <param name="image">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    public FaceVariation Variation(int subject, int image) => FaceVariation.FromSeed(ImageSeed(subject, image));

    // FNV-1a, 64 bits, over the UTF-8 bytes.
    private static ulong Hash(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * 0x100000001B3;
        }

        return SplitMix64.Mix(hash);
    }
}
