namespace HyperFace.Synthesis;

/// <summary>A gallery of embeddings to make.</summary>
public sealed record LoadGalleryOptions
{
    /// <summary>The most templates.</summary>
    public const int MaxTemplates = 100_000_000;

    /// <summary>The most templates of a subject.</summary>
    public const int MaxTemplatesPerSubject = 256;

    /// <summary>The most probes of a kind.</summary>
    public const int MaxProbes = 10_000_000;

    /// <summary>The largest share of anything planted.</summary>
    public const double MaxShare = 0.2;

    /// <summary>Templates, 1 to 100,000,000; rounded down to whole subjects.</summary>
    public required int Templates { get; init; }

    /// <summary>Templates of each subject, 1 to 256; 1 by default.</summary>
    public int TemplatesPerSubject { get; init; } = 1;

    /// <summary>How embeddings are spread.</summary>
    public required EmbeddingProfile Profile { get; init; }

    /// <summary>Floats of an embedding, 16 to 4096; 512 by default.</summary>
    public int Dimension { get; init; } = EmbeddingProfile.FittedDimension;

    /// <summary>Share of the subjects that are somebody who is enrolled under another id as well, 0 to 0.2; none by default.</summary>
    public double Duplicates { get; init; }

    /// <summary>Share of the subjects that are the twin of somebody enrolled, 0 to 0.2; none by default.</summary>
    public double Twins { get; init; }

    /// <summary>The cosine of the centres of two twins, 0 to 1; 0.9 by default.</summary>
    public double TwinResemblance { get; init; } = 0.9;

    /// <summary>Share of the templates that bear somebody else's id, 0 to 0.2; none by default.</summary>
    public double Mislabels { get; init; }

    /// <summary>Mated probes, and as many non-mated ones, 0 to 10,000,000; at most one of each subject that is neither duplicated nor touched by a mislabel. None by default.</summary>
    public int Probes { get; init; }

    /// <summary>Other people for another number; 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Subjects of the gallery.</summary>
    public int Subjects => Templates / TemplatesPerSubject;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> or <see cref="ArgumentException"/>, naming the option, unless the options can be met.</summary>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Profile);
        Profile.Validate(Dimension);
        Require(TemplatesPerSubject is >= 1 and <= MaxTemplatesPerSubject, TemplatesPerSubject, nameof(TemplatesPerSubject), $"1 to {MaxTemplatesPerSubject}");
        Require(Templates >= TemplatesPerSubject && Templates <= MaxTemplates, Templates, nameof(Templates), $"{TemplatesPerSubject} (one subject) to {MaxTemplates}");
        Require(Duplicates is >= 0 and <= MaxShare, Duplicates, nameof(Duplicates), $"0 to {MaxShare}");
        Require(Twins is >= 0 and <= MaxShare, Twins, nameof(Twins), $"0 to {MaxShare}");
        Require(Mislabels is >= 0 and <= MaxShare, Mislabels, nameof(Mislabels), $"0 to {MaxShare}");
        Require(TwinResemblance is >= 0 and <= 1, TwinResemblance, nameof(TwinResemblance), "0 to 1");
        Require(Probes is >= 0 and <= MaxProbes, Probes, nameof(Probes), $"0 to {MaxProbes}");
        if (Mislabels > 0 && Subjects < 2)
        {
            throw new ArgumentException("A gallery of one subject has nobody else's id to put on a template.");
        }

        static void Require(bool holds, object value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; it must be {range}."));
            }
        }
    }
}
