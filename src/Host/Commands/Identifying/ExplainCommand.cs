using System.CommandLine;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Identifying;

/// <summary><c>hyperface explain</c>: an identification, and what went on in it.</summary>
internal static class ExplainCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "Identify, and show what the search did: its stages, its cut, and why a subject is above or below.")
        {
            IdentifyOptions.Gallery,
            IdentifyOptions.Image,
            IdentifyOptions.Embedding,
            ExplainOptions.Subject,
            IdentifyOptions.Max,
            IdentifyOptions.Threshold,
            IdentifyOptions.All,
            IdentifyOptions.BelowThreshold,
            IdentifyOptions.TimeLimit,
            IdentifyOptions.Mode,
            IdentifyOptions.Where,
        };
        command.Validators.Add(result =>
        {
            if (ExplainOptions.Probes.Count(option => result.GetResult(option) is not null) != 1)
            {
                result.AddError("Name exactly one probe: --image or --embedding.");
            }
        });
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(IdentifyOptions.Gallery));
        IdentificationExplanation told = Explain(run, engine, gallery, IdentifyOptions.RequestOf(run), run.Get(ExplainOptions.Subject));
        run.Screen.Write(ExplanationResource.From(told), () => ExplanationInWords.Write(run.Screen, told));
        return Task.FromResult(told.Identification.Decision == Decision.Match ? ExitCode.Ok : ExitCode.Negative);
    }

    private static IdentificationExplanation Explain(CommandRun run, Engine engine, Gallery gallery, IdentificationRequest request, string? subjectId)
    {
        if (run.Get(IdentifyOptions.Image) is { } image)
        {
            byte[] bytes = InputFile.ReadImage(image, engine.Options.Embedder.Limits.MaxBytes);
            return gallery.Explain(engine.Models.EmbedOne(engine.Models.For(gallery), bytes).Template, request, subjectId);
        }

        return gallery.ExplainEmbedding(EmbeddingFile.Read(run.Require(IdentifyOptions.Embedding)!), request, subjectId);
    }
}
