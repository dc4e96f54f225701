using System.CommandLine;
using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Training.Comparing;
using HyperFace.Training.Judging;
using HyperFace.Training.Learning;
using HyperFace.Training.Networks;
using HyperFace.Training.People;

namespace HyperFace.Training.Commands;

/// <summary><c>compare</c>: do people whom packing spread out teach a network more than people drawn at random?</summary>
internal static class CompareCommand
{
    private static readonly Option<string[]> Packed = new("--packed") { Description = "Packed identity codes, a NumPy file for each seed", AllowMultipleArgumentsPerToken = true, Required = true };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "Seeds, from 1", DefaultValueFactory = _ => 3 };
    private static readonly Option<string> Out = new("--out") { Description = "Folder for the models and the report", Required = true };
    private static readonly JudgeOptions Judging = new([1000], probes: 4000);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("compare", "Train on packed and on drawn identities, with the same recipe and as many steps, and judge both on the same people.");
        foreach (Option option in (IEnumerable<Option>)[Packed, Seeds, Out, .. RecipeOptions.All, .. Judging.All])
        {
            command.Add(option);
        }

        return command.Does(Run);
    }

    private static void Run(ParseResult parsed)
    {
        string[] files = parsed.GetRequiredValue(Packed);
        int seeds = parsed.GetRequiredValue(Seeds);
        if (seeds < 1 || files.Length != seeds)
        {
            throw new TrainingException($"{files.Length} files of packed codes were given for {seeds} seeds: there must be one for each.");
        }

        Judge judge = Judging.Of(parsed);
        string folder = parsed.GetRequiredValue(Out);
        var runs = new List<ComparedRun>();
        int? steps = null;
        for (int seed = 1; seed <= seeds; seed++)
        {
            Recipe recipe = RecipeOptions.Of(parsed, seed);
            float[][] packed = Pictures.Codes(files[seed - 1], recipe.Identities);
            string population = string.Create(CultureInfo.InvariantCulture, $"compare-{seed}");
            foreach ((Arm arm, float[][] codes) in new[] { (Arm.Packed, packed), (Arm.Drawn, CodedPeople.DrawCodes(recipe.Identities, packed[0].Length, population)) })
            {
                // The first run finds out how many steps the minutes are; the others take as many.
                recipe = steps is null ? recipe : recipe with { Steps = steps, Minutes = null };
                ComparedRun run = Train(recipe, arm, codes, population, Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(arm == Arm.Packed ? "packed" : "drawn")}-{seed}.onnx")));
                steps = run.Steps;
                runs.Add(run);
            }
        }

        Report(judge, folder, runs);
    }

    private static ComparedRun Train(Recipe recipe, Arm arm, float[][] codes, string population, string onnx)
    {
        CodeSpread spread = CodeSpread.Of(codes);
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"{arm}, seed {recipe.Seed}: nearest codes {spread.Largest:F3} at most, {spread.Mean:F3} in the mean."));

        // Pictures of both arms vary alike: person for person, picture for picture.
        PictureStore pictures = Pictures.ToLearnFrom(CodedPeople.Of(codes, population), recipe);
        using var trainer = new Trainer(recipe, pictures, validation: null, Outcome.Say);
        TrainingRun run = trainer.Run();
        ImportedModel model = Export.Write(trainer.Network, onnx, Path.GetFileNameWithoutExtension(onnx));
        return new ComparedRun(arm, recipe.Seed, spread, run.Steps, run.Minutes, run.Points[^1].Loss, model.ManifestPath);
    }

    private static void Report(Judge judge, string folder, List<ComparedRun> runs)
    {
        FaceEmbedder[] embedders = [.. runs.Select(run => FaceEmbedder.Open(run.Manifest))];
        try
        {
            Judgement[] judgements = judge.Run([.. runs.Zip(embedders, (run, embedder) => (run.Manifest, embedder))], Outcome.Say);
            Outcome.Say(JudgementTable.Of(judgements));
            IReadOnlyList<ArmSummary> summaries = ArmSummary.Of(runs, judgements);
            Outcome.Say(ArmSummary.Table(summaries));
            Outcome.Write(Path.Combine(folder, "comparison.json"), new { Judge = judge, Runs = runs.Select(run => run with { Manifest = Path.GetFileName(run.Manifest) }), Models = judgements, Summary = summaries });
        }
        finally
        {
            Array.ForEach(embedders, embedder => embedder.Dispose());
        }
    }
}
