using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using HyperFace.Training.Learning;
using HyperFace.Training.People;

namespace HyperFace.Training.Commands;

/// <summary><c>speed</c>: how many pictures a second a network learns from on this machine.</summary>
internal static class SpeedCommand
{
    private const int Subjects = 32;
    private const int ImagesOfEach = 8;

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var command = new Command("speed", "Measure how many pictures a second a network learns from on this machine.");
        foreach (Option option in RecipeOptions.All)
        {
            command.Add(option);
        }

        return command.Does(Run);
    }

    private static void Run(ParseResult parsed)
    {
        Recipe recipe = RecipeOptions.Of(parsed, seed: 1);
        Outcome.Say($"{recipe.Architecture.Name}: {recipe.Architecture.Parameters:N0} parameters.");
        PictureStore pictures = PictureStore.Draw(new Portraits(new SeededPeople("training-speed"), recipe.Range), Subjects, ImagesOfEach);
        using var trainer = new Trainer(recipe, pictures, validation: null, Outcome.Say);
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        TrainingRun run = trainer.Run();
        process.Refresh();
        double seconds = (process.TotalProcessorTime - before).TotalSeconds;
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"{run.PicturesPerSecond:F0} pictures a second; {run.Steps * recipe.Batch / seconds:F1} in a second of one processor."));
    }
}
