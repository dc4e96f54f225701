using System.CommandLine;
using HyperFace.Embedding;
using HyperFace.Training.Judging;

namespace HyperFace.Training.Commands;

/// <summary><c>judge</c>: models on people whom none of them saw.</summary>
internal static class JudgeCommand
{
    private static readonly Argument<string> Model = new("model") { Description = "The model's manifest" };
    private static readonly Option<string[]> Against = new("--against") { Description = "Manifests of models to judge beside it, on the same pictures", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Out = new("--out") { Description = "A file for the figures, as JSON" };
    private static readonly JudgeOptions Options = new([1000, 10_000], probes: 4000);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("judge", "Judge models on synthetic people whom nobody trains on: verification, rank-1, FNIR at a fixed FPIR.");
        command.Add(Model);
        foreach (Option option in (IEnumerable<Option>)[Against, Out, .. Options.All])
        {
            command.Add(option);
        }

        return command.Does(Run);
    }

    private static void Run(ParseResult parsed)
    {
        Judge judge = Options.Of(parsed);
        string[] paths = [parsed.GetRequiredValue(Model), .. parsed.GetValue(Against) ?? []];
        var models = new List<(string Path, FaceEmbedder Embedder)>();
        try
        {
            foreach (string path in paths)
            {
                models.Add((path, FaceEmbedder.Open(path)));
            }

            Judgement[] judgements = judge.Run(models, Outcome.Say);
            Outcome.Say(JudgementTable.Of(judgements));
            if (parsed.GetValue(Out) is { } file)
            {
                Outcome.Write(file, new { Judge = judge, Models = judgements });
            }
        }
        finally
        {
            models.ForEach(model => model.Embedder.Dispose());
        }
    }
}
