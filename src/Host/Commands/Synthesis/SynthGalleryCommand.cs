using System.CommandLine;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary><c>hyperface synth gallery</c>: embeddings of any number of people who do not exist, with the truth about them.</summary>
internal static class SynthGalleryCommand
{
    private const string Description = """
        Make a gallery of embeddings with chosen similarities and known truth, for benchmarks and for planning capacity.

        Writes gallery.npy with its ids, probes with theirs, what was planted (truth.jsonl) and what was measured (summary.json).
        """;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("gallery", Description);
        foreach (Option option in SynthGalleryOptions.All)
        {
            command.Add(option);
        }

        command.SetHostAction((run, cancellation) => Task.FromResult(Run(run, cancellation)));
        return command;
    }

    private static ExitCode Run(CommandRun run, CancellationToken cancellation)
    {
        string folder = run.Require(SynthGalleryOptions.Out);
        CheckFolder(folder, run.Get(SynthGalleryOptions.Overwrite));
        long began = TimeProvider.System.GetTimestamp();
        LoadGalleryReport report;
        try
        {
            LoadGalleryOptions options = SynthGalleryOptions.Of(run, cancellation);
            report = LoadGallery.Write(options, folder, new EmbeddingLines(run.Screen, options), cancellation);
        }
        catch (ArgumentException e)
        {
            throw UsageException.From(e);
        }

        var resource = LoadGalleryResource.From(report, folder, TimeProvider.System.GetElapsedTime(began));
        ResourceFile.Write(Path.Combine(folder, LoadGallery.SummaryFile), resource);
        run.Screen.Write(resource, () =>
        {
            run.Screen.Facts(
                ("gallery", $"{Path.Combine(folder, LoadGallery.TemplatesFile)}, {InWords.Count(report.Templates)} templates of {InWords.Count(report.Subjects)} subjects, {report.Dimension} values"),
                ("probes", report.Probes > 0 ? $"{Path.Combine(folder, LoadGallery.ProbesFile)}, {InWords.Count(report.Probes)} mated and as many non-mated" : null),
                ("planted", $"{InWords.Count(report.Duplicates)} duplicates, {InWords.Count(report.Twins)} twins, {InWords.Count(report.Mislabels)} mislabels"),
                ("mated", Compared(report.Profile.Mated, report.Mated)),
                ("non-mated", report.NonMated is { } nonMated ? Compared(report.Profile.NonMated, nonMated) : null),
                ("took", InWords.Time(TimeSpan.FromSeconds(resource.Seconds))));
        });
        run.Screen.Note($"Next: hyperface gallery create g --embeddings {report.Dimension} --embedding-model synthetic-{report.Profile.Name}; hyperface enroll g --npy {Path.Combine(folder, LoadGallery.TemplatesFile)} --ids {Path.Combine(folder, LoadGallery.IdsFile)}");
        return ExitCode.Ok;
    }

    private static string Compared(SimilarityTarget? asked, SimilaritySpread measured) => asked is { } target ? $"{measured}, asked {target}" : measured.ToString();

    private static void CheckFolder(string folder, bool overwrite)
    {
        if (File.Exists(folder))
        {
            throw new InputException($"'{folder}' is a file; a folder is needed.");
        }

        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InputException($"The folder '{folder}' is not empty. Name another, or replace the gallery in it with --overwrite.");
        }
    }
}
