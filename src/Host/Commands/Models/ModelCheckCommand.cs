using System.CommandLine;
using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Host.Output;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Commands.Models;

/// <summary><c>hyperface model check</c>: a model against its manifest, itself, and synthetic people.</summary>
internal static class ModelCheckCommand
{
    private const string Description = """
        Run a face model against what its manifest says, against itself, and on synthetic people that it should tell apart.

        Ends with exit code 1 when something is suspicious or failed. A model that passes runs as it should; how well it
        knows real people only photographs of real people can tell.
        """;

    private const int Least = 2;
    private const int MostSubjects = 1000;
    private const int MostImages = 20;

    private static readonly Argument<string?> PathArgument = new("model")
    {
        Description = "The model's manifest, or the ONNX file beside it [default: the model that galleries are made with]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> Subjects = Number("--subjects", $"Synthetic people to tell apart, {Least} to {MostSubjects}", 30, MostSubjects);

    private static readonly Option<int> Images = Number("--images", $"Pictures of each, {Least} to {MostImages}", 3, MostImages);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("check", Description) { PathArgument, Subjects, Images };
        command.SetEngineAction(RunAsync);
        return command;
    }

    private static Option<int> Number(string name, string description, int value, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "count", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            // What is no number at all the parser refuses by itself.
            if (result.Tokens is [var token] && long.TryParse(token.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long given) && (given < Least || given > most))
            {
                result.AddError($"{name} is {given}; it must be {Least} to {most}.");
            }
        });
        return option;
    }

    private static Task<ExitCode> RunAsync(CommandRun run, Engine engine, CancellationToken cancellation)
    {
        string path = run.Get(PathArgument) ?? engine.Options.Model ?? throw new UsageException("No model is named, and none is set.");
        ModelManifest manifest = ModelManifest.Load(path);
        IReadOnlyList<IReadOnlyList<AlignedFace>> people = SyntheticFaces.Draw(manifest, run.Get(Subjects), run.Get(Images), cancellation);
        ModelCheckReport report = ModelCheck.Run(path, people, engine.Options.Embedder, cancellation);
        run.Screen.Write(ModelCheckResource.From(report), () => InWordsOf(run.Screen, report));
        return Task.FromResult(report.Outcome == ModelFindingOutcome.Passed ? ExitCode.Ok : ExitCode.Negative);
    }

    private static void InWordsOf(Screen screen, ModelCheckReport report)
    {
        screen.Table(
            ["", "what", "found"],
            [.. report.Findings.Select(finding => new[] { OutcomeOf(finding.Outcome), finding.Name, finding.Words })]);
        screen.Line($"{report.Manifest.Name}: {OutcomeOf(report.Outcome)}.");
    }

    private static string OutcomeOf(ModelFindingOutcome outcome) => outcome switch
    {
        ModelFindingOutcome.Passed => "passed",
        ModelFindingOutcome.Suspicious => "suspicious",
        _ => "failed",
    };
}
