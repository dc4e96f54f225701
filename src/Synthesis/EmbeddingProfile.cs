using HyperFace.Synthesis.Embeddings;

namespace HyperFace.Synthesis;

/// <summary>
/// How embeddings of faces are spread: what all faces share, a subject's own centre, and how near to the centre an
/// embedding lies. The numbers were fitted so that the similarities come out as named; whoever uses them measures again.
/// </summary>
/// <param name="Name">What the profile is called.</param>
/// <param name="Common">The mean similarity of strangers, 0 to below 1: the squared length of what all embeddings have in common.</param>
/// <param name="Decay">Coordinates after which the spectrum of the centres has fallen to 1/e, above 0: the fewer, the more strangers' similarities spread.</param>
/// <param name="Likeness">The mean cosine of an embedding and its subject's centre, both without what is common; 0 to 1.</param>
/// <param name="LikenessDeviation">The standard deviation of that, 0 to 1.</param>
/// <param name="Families">Groups of look-alikes; null when there are none.</param>
public sealed record EmbeddingProfile(string Name, double Common, double Decay, double Likeness, double LikenessDeviation, LookAlikeFamilies? Families = null)
{
    /// <summary>The dimension that the numbers of the named profiles were fitted for.</summary>
    public const int FittedDimension = 512;

    /// <summary>As HyperFace's IR-50: mated 0.65 ± 0.13, non-mated 0.05 ± 0.105.</summary>
    public static EmbeddingProfile HyperFace { get; } = new("hyperface", Common: 0.05, Decay: 25, Likeness: 0.798, LikenessDeviation: 0.120) { Mated = new(0.65, 0.13), NonMated = new(0.05, 0.105) };

    /// <summary>A stronger model: mated 0.65 ± 0.13, non-mated 0.02 ± 0.07.</summary>
    public static EmbeddingProfile Strong { get; } = new("strong", Common: 0.02, Decay: 73.4, Likeness: 0.805, LikenessDeviation: 0.119) { Mated = new(0.65, 0.13), NonMated = new(0.02, 0.07) };

    /// <summary>Families of a hundred look-alikes, each on 30 directions of its own.</summary>
    public static EmbeddingProfile Clustered { get; } = new("clustered", Common: 0.05, Decay: 25, Likeness: 0.798, LikenessDeviation: 0.100, new LookAlikeFamilies(Subjects: 100, Share: 0.25, Directions: 30, NoiseWithin: 0.75));

    /// <summary>Every named profile.</summary>
    public static IReadOnlyList<EmbeddingProfile> All { get; } = [HyperFace, Strong, Clustered];

    /// <summary>The similarities of a probe and its mate's templates that were asked for; null when none were.</summary>
    public SimilarityTarget? Mated { get; init; }

    /// <summary>The similarities of two subjects' templates that were asked for; null when none were.</summary>
    public SimilarityTarget? NonMated { get; init; }

    /// <summary>The profile of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static EmbeddingProfile Named(string name) =>
        All.FirstOrDefault(profile => profile.Name == name) ?? throw new ArgumentException($"There is no profile '{name}'; there are {string.Join(", ", All.Select(profile => profile.Name))}.");

    /// <summary>
    /// The profile whose similarities come out as asked, within 0.002, found by drawing embeddings and correcting the numbers
    /// until they do. Takes seconds in 512 dimensions; the same arguments give the same profile.
    /// </summary>
    /// <param name="name">What it is to be called.</param>
    /// <param name="dimension">Floats of an embedding, <see cref="EmbeddingPopulation.MinDimension"/> to <see cref="EmbeddingPopulation.MaxDimension"/>.</param>
    /// <param name="mated">Of a probe and its mate's templates.</param>
    /// <param name="nonMated">Of two subjects' templates.</param>
    /// <param name="cancellation">Stops between two corrections.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is out of its range.</exception>
    /// <exception cref="ArgumentException">No profile has such similarities; the message says which it failed by.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EmbeddingProfile Fit(string name, int dimension, SimilarityTarget mated, SimilarityTarget nonMated, CancellationToken cancellation = default)
    {
        EmbeddingPopulation.CheckDimension(dimension);
        return ProfileFit.Run(name, dimension, mated, nonMated, cancellation);
    }

    /// <summary>Throws <see cref="ArgumentException"/>, naming the number, unless embeddings can be drawn by this profile in so many dimensions.</summary>
    internal void Validate(int dimension)
    {
        EmbeddingPopulation.CheckDimension(dimension);
        Require(Common is >= 0 and < 1, Common, nameof(Common), "0 to below 1");
        Require(Decay > 0 && double.IsFinite(Decay), Decay, nameof(Decay), "above 0");
        Require(Likeness is >= 0 and <= 1, Likeness, nameof(Likeness), "0 to 1");
        Require(LikenessDeviation is >= 0 and <= 1, LikenessDeviation, nameof(LikenessDeviation), "0 to 1");
        if (Families is { } families)
        {
            Require(families.Subjects >= 1, families.Subjects, nameof(families.Subjects), "1 or more");
            Require(families.Share is >= 0 and <= 1, families.Share, nameof(families.Share), "0 to 1");
            Require(families.Directions >= 1 && families.Directions <= dimension, families.Directions, nameof(families.Directions), $"1 to {dimension}, the dimension");
            Require(families.NoiseWithin is >= 0 and <= 1, families.NoiseWithin, nameof(families.NoiseWithin), "0 to 1");
        }

        void Require(bool holds, double value, string number, string range)
        {
            if (!holds)
            {
                throw new ArgumentException(FormattableString.Invariant($"{number} of the profile {Name} is {value}; it must be {range}."));
            }
        }
    }
}
