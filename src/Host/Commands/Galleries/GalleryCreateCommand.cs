using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Galleries;

/// <summary><c>hyperface gallery create</c>: for images of a face model, or for embeddings made elsewhere.</summary>
internal static class GalleryCreateCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The gallery's name: a-z, 0-9, '.', '_' and '-', up to 64" };

    private static readonly Option<int?> Embeddings = new("--embeddings")
    {
        Description = "Make a gallery for ready-made embeddings of this length, 2 to 4096; images cannot be enrolled into it",
        HelpName = "dimension",
    };

    private static readonly Option<string?> EmbeddingModel = new("--embedding-model")
    {
        Description = "The name of the model that made the embeddings; only embeddings of one name are comparable",
        HelpName = "name",
    };

    private static readonly Option<float?> Threshold = new("--threshold")
    {
        Description = "Similarity (-1 to 1) from which a candidate is a match [default: the model's own, if it has one]",
        HelpName = "similarity",
    };

    private static readonly Option<string?> Details = new("--description") { Description = "A line for people", HelpName = "text" };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("create", "Create a gallery, pinned to one face model for ever.") { Name, Embeddings, EmbeddingModel, Threshold, Details };
        command.Validators.Add(result =>
        {
            bool embeddings = result.GetResult(Embeddings) is not null;
            if (embeddings != (result.GetResult(EmbeddingModel) is not null))
            {
                result.AddError("--embeddings and --embedding-model go together: the length of the embeddings and the name of the model that made them.");
            }
            else if (embeddings && result.GetResult(GlobalOptions.Model) is not null)
            {
                result.AddError("A gallery is for images (--model) or for ready-made embeddings (--embeddings), not for both.");
            }
        });
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Create(run.Get(Embeddings) is { } dimension ? ForEmbeddings(run, dimension) : ForImages(run, engine));
        var resource = GalleryResource.From(gallery);
        run.Screen.Write(resource, () =>
        {
            run.Screen.Line($"Gallery '{resource.GalleryId}' is ready: templates of {resource.Dimension} values, model {gallery.Fingerprint.Abbreviation}.");
            run.Screen.Line(resource.Threshold is { } threshold
                ? $"A candidate is a match from similarity {Output.InWords.Similarity(threshold)}."
                : "No threshold is known: identifications stay inconclusive unless they name one (--threshold).");
        });
        return Task.FromResult(ExitCode.Ok);
    }

    private static GalleryDefinition ForEmbeddings(CommandRun run, int dimension) => new()
    {
        GalleryId = run.Require(Name),
        Fingerprint = Named(run.Require(EmbeddingModel)!),
        Dimension = dimension,
        Threshold = run.Get(Threshold),
        Description = run.Get(Details),
    };

    private static GalleryDefinition ForImages(CommandRun run, Engine engine)
    {
        FaceEmbedder model = engine.Models.Default;
        if (model.Manifest.Notice is { } notice)
        {
            run.Screen.Note($"Model '{model.Manifest.Name}': {notice}");
        }

        return GalleryDefinition.ForModel(run.Require(Name), engine.Options.Model!) with
        {
            Threshold = run.Get(Threshold) ?? model.Manifest.Threshold,
            Description = run.Get(Details),
        };
    }

    private static ModelFingerprint Named(string name) =>
        string.IsNullOrWhiteSpace(name) ? throw new UsageException("--embedding-model is blank.") : ModelFingerprint.Named(name);
}
