using System.CommandLine;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>What <c>synth gallery</c> understands.</summary>
internal static class SynthGalleryOptions
{
    public static readonly Option<string> Out = new("--out") { Description = "The folder for the files: a new or empty one", HelpName = "folder", Required = true };

    public static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace a gallery that lies there already" };

    private static readonly Option<int> Templates = new("--templates") { Description = $"Templates, 1 to {LoadGalleryOptions.MaxTemplates}; rounded down to whole subjects", HelpName = "number", Required = true };

    private static readonly Option<int> TemplatesPerSubject = NumberOption.Whole("--templates-per-subject", "Templates of each subject", 1, 1, LoadGalleryOptions.MaxTemplatesPerSubject);

    private static readonly Option<string> Profile = OneOf("--profile", "How similarities are spread: as HyperFace's, as a stronger model's, or in families of look-alikes");

    private static readonly Option<SimilarityTarget?> Mated = TargetOption.Create("--mated", "Similarities of a probe and its mate's templates, in place of the profile's");

    private static readonly Option<SimilarityTarget?> NonMated = TargetOption.Create("--non-mated", "Similarities of two subjects' templates, in place of the profile's");

    private static readonly Option<int> Dimension = NumberOption.Whole("--dimension", "Floats of an embedding", EmbeddingProfile.FittedDimension, EmbeddingPopulation.MinDimension, EmbeddingPopulation.MaxDimension);

    private static readonly Option<double> Duplicates = NumberOption.Real("--duplicates", "Share of the subjects that are enrolled under another id too", 0, 0, LoadGalleryOptions.MaxShare);

    private static readonly Option<double> Twins = NumberOption.Real("--twins", "Share of the subjects that are the twin of somebody enrolled", 0, 0, LoadGalleryOptions.MaxShare);

    private static readonly Option<double> Mislabels = NumberOption.Real("--mislabels", "Share of the templates that bear somebody else's id", 0, 0, LoadGalleryOptions.MaxShare);

    private static readonly Option<int> Probes = NumberOption.Whole("--probes", "Mated probes, at most one a subject, and as many of nobody enrolled", 0, 0, LoadGalleryOptions.MaxProbes);

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Other people for another number", HelpName = "number", DefaultValueFactory = _ => 1 };

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<Option> All => [Templates, TemplatesPerSubject, Profile, Mated, NonMated, Dimension, Duplicates, Twins, Mislabels, Probes, Seed, Out, Overwrite];

    /// <summary>The options of the gallery.</summary>
    /// <exception cref="ArgumentException">No profile is as asked.</exception>
    public static LoadGalleryOptions Of(CommandRun run, CancellationToken cancellation) => new()
    {
        Templates = run.Get(Templates),
        TemplatesPerSubject = run.Get(TemplatesPerSubject),
        Profile = ProfileOf(run, cancellation),
        Dimension = run.Get(Dimension),
        Duplicates = run.Get(Duplicates),
        Twins = run.Get(Twins),
        Mislabels = run.Get(Mislabels),
        Probes = run.Get(Probes),
        Seed = run.Get(Seed),
    };

    /// <summary>The named profile as it stands, or one fitted to what else was asked, or to another dimension.</summary>
    private static EmbeddingProfile ProfileOf(CommandRun run, CancellationToken cancellation)
    {
        var named = EmbeddingProfile.Named(run.Require(Profile));
        (SimilarityTarget? mated, SimilarityTarget? nonMated) = (run.Get(Mated), run.Get(NonMated));
        bool asIs = mated is null && nonMated is null && run.Get(Dimension) == EmbeddingProfile.FittedDimension;
        if (named.Mated is not { } ownMated || named.NonMated is not { } ownNonMated)
        {
            return asIs ? named : throw new UsageException($"The profile {named.Name} stands for {EmbeddingProfile.FittedDimension} dimensions and its own similarities; use another with --mated, --non-mated or --dimension.");
        }

        return asIs ? named : EmbeddingProfile.Fit(mated is null && nonMated is null ? named.Name : "custom", run.Get(Dimension), mated ?? ownMated, nonMated ?? ownNonMated, cancellation);
    }

    private static Option<string> OneOf(string name, string description)
    {
        string[] words = [.. EmbeddingProfile.All.Select(profile => profile.Name)];
        var option = new Option<string>(name) { Description = description, HelpName = string.Join('|', words), DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
