namespace HyperFace.Bench.Peers.Faces;

/// <summary>
/// How embeddings of faces are spread: what all faces share, a subject's own centre, and how near to the centre an
/// embedding lies. The numbers were fitted so that the similarities come out as named; each run measures them again.
/// </summary>
/// <param name="Name">What the data set is called.</param>
/// <param name="Common">The mean similarity of strangers: the squared length of what all embeddings have in common.</param>
/// <param name="Decay">Coordinates after which the spectrum of the centres has fallen to 1/e: the fewer, the more strangers' similarities spread.</param>
/// <param name="Likeness">The mean cosine of an embedding and its subject's centre, both without what is common.</param>
/// <param name="LikenessDeviation">The standard deviation of that.</param>
/// <param name="Families">Groups of look-alikes; null when there are none.</param>
internal sealed record FaceModel(string Name, double Common, double Decay, double Likeness, double LikenessDeviation, Families? Families = null)
{
    /// <summary>Every data set.</summary>
    public static IReadOnlyList<FaceModel> All { get; } =
    [
        // As HyperFace's IR-50: mated 0.65 ± 0.13, non-mated 0.05 ± 0.105.
        new("hyperface", Common: 0.05, Decay: 25, Likeness: 0.798, LikenessDeviation: 0.120),

        // A stronger model: non-mated 0.02 ± 0.07.
        new("strong", Common: 0.02, Decay: 73.4, Likeness: 0.805, LikenessDeviation: 0.119),

        // Families of a hundred look-alikes, each on 30 directions of its own.
        new("clustered", Common: 0.05, Decay: 25, Likeness: 0.798, LikenessDeviation: 0.100, new Families(Subjects: 100, Share: 0.25, Directions: 30, NoiseWithin: 0.75)),
    ];

    /// <summary>The data set of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FaceModel Named(string name) =>
        All.FirstOrDefault(model => model.Name == name) ?? throw new ArgumentException($"There is no data set {name}; there are {string.Join(", ", All.Select(model => model.Name))}.");
}
