using System.CommandLine;
using System.Globalization;
using HyperFace.Host.Output;
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
        Identification answer = Identify(run, engine, gallery, new IdentificationRequest
        {
            MaxCandidates = run.Get(IdentifyOptions.Max),
            Threshold = run.Get(IdentifyOptions.Threshold),
            IncludeBelowThreshold = run.Get(IdentifyOptions.All),
            Mode = run.Get(IdentifyOptions.Mode),
            Metadata = run.Get(IdentifyOptions.Where),
        });
        run.Screen.Write(IdentificationResource.From(answer), () => Write(run.Screen, answer));
        return Task.FromResult(answer.Decision == Decision.Match ? ExitCode.Ok : ExitCode.Negative);
    }

    private static Identification Identify(CommandRun run, Engine engine, Gallery gallery, IdentificationRequest request)
    {
        if (run.Get(IdentifyOptions.Image) is { } image)
        {
            byte[] bytes = InputFile.ReadImage(image, engine.Options.Embedder.Limits.MaxBytes);
            return gallery.Identify(engine.Models.For(gallery).Embed(bytes), request);
        }

        return run.Get(IdentifyOptions.Embedding) is { } embedding
            ? gallery.IdentifyEmbedding(EmbeddingFile.Read(embedding), request)
            : gallery.IdentifySubject(run.Require(IdentifyOptions.Subject)!, request);
    }

    private static void Write(Screen screen, Identification answer)
    {
        screen.Line($"{DecisionInWords.Of(answer.Decision)}: {Reason(answer)}.");
        if (answer.Candidates.Count > 0)
        {
            screen.Table(["rank", "subject", "similarity", "image", "metadata"], [.. answer.Candidates.Select(ToRow)]);
        }

        screen.Line($"Searched {InWords.Count(answer.Searched)} templates ({Way(answer)}), generation {answer.Generation}, model {answer.Fingerprint.Abbreviation}.");
    }

    private static string Way(Identification answer) => answer.Mode switch
    {
        Search.SearchMode.Certified => string.Create(CultureInfo.InvariantCulture, $"certified sweep, complete but for a miss probability of {answer.MissProbability:0.#e-0}"),
        Search.SearchMode.Graph => "graph, not complete",
        _ => "exact scan, complete",
    };

    private static string Reason(Identification answer)
    {
        string best = answer.Candidates.Count > 0 ? $"'{answer.Candidates[0].SubjectId}' has similarity {InWords.Similarity(answer.Candidates[0].Similarity)}" : "nobody is a candidate";
        return answer.Threshold is null
            ? $"{best}, and no threshold is known; name one with --threshold"
            : $"{best}; the threshold is {InWords.Similarity(answer.Threshold)}";
    }

    private static string[] ToRow(IdentifiedCandidate candidate) =>
    [
        InWords.Count(candidate.Rank),
        candidate.SubjectId,
        InWords.Similarity(candidate.Similarity),
        candidate.Source ?? "-",
        InWords.Metadata(candidate.Metadata),
    ];
}
