using System.CommandLine;
using HyperFace.Host.Faces;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Identifying;

/// <summary><c>hyperface identify</c>: 1:N, open set.</summary>
internal static class IdentifyCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("identify", "Find who a face is, among the subjects of a gallery; 'nobody' is an answer.")
        {
            IdentifyOptions.Gallery,
            IdentifyOptions.Image,
            IdentifyOptions.Embedding,
            IdentifyOptions.Subject,
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
            if (IdentifyOptions.Probes.Count(option => result.GetResult(option) is not null) != 1)
            {
                result.AddError("Name exactly one probe: --image, --embedding or --subject.");
            }
        });
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        Gallery gallery = engine.Galleries.Open(run.Require(IdentifyOptions.Gallery));
        IReadOnlyList<FaceIdentification> answers = Identify(run, engine, gallery, IdentifyOptions.RequestOf(run));
        run.Screen.Write(IdentificationResource.From(answers), () => IdentificationInWords.Write(run.Screen, answers));
        return Task.FromResult(answers.Any(face => face.Answer.Decision == Decision.Match) ? ExitCode.Ok : ExitCode.Negative);
    }

    private static IReadOnlyList<FaceIdentification> Identify(CommandRun run, Engine engine, Gallery gallery, IdentificationRequest request)
    {
        if (run.Get(IdentifyOptions.Image) is { } image)
        {
            byte[] bytes = InputFile.ReadImage(image, engine.Options.Embedder.Limits.MaxBytes);
            return FaceIdentification.Of(engine.Models, gallery, bytes, request);
        }

        return [new FaceIdentification(null, run.Get(IdentifyOptions.Embedding) is { } embedding
            ? gallery.IdentifyEmbedding(EmbeddingFile.Read(embedding), request)
            : gallery.IdentifySubject(run.Require(IdentifyOptions.Subject)!, request))];
    }
}
