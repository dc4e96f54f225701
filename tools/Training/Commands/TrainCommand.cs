using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Training.Judging;
using HyperFace.Training.Learning;
using HyperFace.Training.Networks;
using HyperFace.Training.People;

namespace HyperFace.Training.Commands;

/// <summary><c>train</c>: from a recipe to a model with a manifest.</summary>
internal static class TrainCommand
{
    private const double Fpir = 0.01;
    private const int CalibrationEnrolled = 1000;
    private const int CalibrationProbes = 4000;
    private const int ParityPictures = 64;

    private static readonly Option<string> Out = new("--out") { Description = "Folder for the model and the report", Required = true };
    private static readonly Option<string> File = new("--file") { Description = "What the files of the model are called, without extension", DefaultValueFactory = _ => "model" };
    private static readonly Option<string> Name = new("--name") { Description = "The model's name, for people", DefaultValueFactory = _ => "HyperFace synthetic" };
    private static readonly Option<int> Seed = new("--seed") { Description = "Chooses people, pictures, first weights, order and changes", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Codes = new("--codes") { Description = "Identity codes, a NumPy file, its first rows: people of these codes [default: codes drawn from the seed]" };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on with a run that was stopped: from its last whole epoch" };
    private static readonly Option<int> CodeLength = new("--code-length") { Description = "Values of a drawn code", DefaultValueFactory = _ => 128 };

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("train", "Train a network on synthetic people, and write it as a model with a threshold.");
        foreach (Option option in (IEnumerable<Option>)[Out, File, Name, Seed, Codes, CodeLength, Resume, .. RecipeOptions.All])
        {
            command.Add(option);
        }

        return command.Does(Run);
    }

    private static void Run(ParseResult parsed)
    {
        long started = Stopwatch.GetTimestamp();
        Recipe recipe = RecipeOptions.Of(parsed, parsed.GetRequiredValue(Seed));
        CodedPeople people = PeopleOf(parsed, recipe);
        string onnx = Path.Combine(Directory.CreateDirectory(parsed.GetRequiredValue(Out)).FullName, parsed.GetRequiredValue(File) + ".onnx");
        Outcome.Say($"{recipe.Architecture.Name}: {recipe.Architecture.Parameters:N0} parameters.");

        PictureStore pictures = Pictures.ToLearnFrom(people, recipe);
        string state = Path.ChangeExtension(onnx, ".state");
        using var trainer = new Trainer(recipe, pictures, Pictures.ToWatch(recipe), Outcome.Say, state);
        if (parsed.GetValue(Resume))
        {
            trainer.Resume();
        }

        TrainingRun run = trainer.Run();

        ImportedModel model = Export.Write(trainer.Network, onnx, parsed.GetRequiredValue(Name));
        using FaceEmbedder embedder = FaceEmbedder.Open(model.ManifestPath);
        ExportParity parity = ExportParity.Measure(trainer.Network, embedder, pictures, Math.Min(ParityPictures, pictures.Count));
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"Exported {model.OnnxBytes:N0} bytes; farthest from what was trained: {parity.Feature:E1} in a value, {parity.Length:E1} in a length."));
        if (!parity.Holds)
        {
            throw new TrainingException($"The exported model is not the network that was trained: it may be {ExportParity.Limit:E0} off. It lies at {onnx}, and must not be used.");
        }

        var judge = new Judge(recipe.Range, [CalibrationEnrolled], CalibrationProbes, Pairs: 0);
        float threshold = MathF.Round(judge.Threshold(embedder, Fpir, Outcome.Say), 3);
        Export.Complete(model, Source(parsed, run.Steps), threshold);
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"Threshold {threshold:F3}: FPIR {Fpir:P0} with {CalibrationEnrolled:N0} enrolled."));
        Outcome.Write(Path.Combine(parsed.GetRequiredValue(Out), "report.json"), new
        {
            Command = Source(parsed, run.Steps),
            Recipe = recipe,
            Architecture = recipe.Architecture.Name,
            recipe.Architecture.Parameters,
            model.OnnxBytes,
            model.Manifest.Sha256,
            Parity = new { parity.Feature, parity.Length },
            Threshold = threshold,
            Minutes = Stopwatch.GetElapsedTime(started).TotalMinutes,
            Pictures = pictures.Hash(),
            Run = run,
        });
        System.IO.File.WriteAllText(Path.ChangeExtension(onnx, ".md"), ModelCard.Of(model, recipe, PeopleInWords(parsed), run, parity, threshold, Source(parsed, run.Steps)));
        System.IO.File.Delete(state);
    }

    private static CodedPeople PeopleOf(ParseResult parsed, Recipe recipe)
    {
        string population = string.Create(CultureInfo.InvariantCulture, $"training-{recipe.Seed}");
        return parsed.GetValue(Codes) is { } path
            ? CodedPeople.Of(Pictures.Codes(path, recipe.Identities), population)
            : CodedPeople.Draw(recipe.Identities, parsed.GetRequiredValue(CodeLength), population);
    }

    private static string PeopleInWords(ParseResult parsed) => parsed.GetValue(Codes) is { } path
        ? $"identity codes from {Path.GetFileName(path)}"
        : string.Create(CultureInfo.InvariantCulture, $"identity codes of {parsed.GetRequiredValue(CodeLength)} values, drawn at random");

    // Without where the files went, and with the number of steps: the same network comes out of it on any day.
    private static string Source(ParseResult parsed, int steps)
    {
        string[] dropped = ["--out", "--file", "--name", "--epochs", "--minutes", "--steps", "--resume"];
        IEnumerable<string> words = parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>()
            .Where(option => !option.Implicit && !dropped.Contains(option.Option.Name))
            .SelectMany(option => option.Tokens.Select(token => option.Option.Name == Codes.Name ? Path.GetFileName(token.Value) : token.Value).Prepend(option.Option.Name));
        return $"dotnet run -c Release --project tools/Training -- train {string.Join(' ', [.. words, "--steps", steps.ToString(CultureInfo.InvariantCulture)])}";
    }
}
