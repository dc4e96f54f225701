using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Training.Learning;
using HyperFace.Training.Networks;

namespace HyperFace.Training.Commands;

/// <summary>What has to be said of a trained model, as a page that lies beside it.</summary>
internal static class ModelCard
{
    /// <summary>The page.</summary>
    /// <param name="model">The model.</param>
    /// <param name="recipe">What it was trained from.</param>
    /// <param name="people">Where its people come from, in words.</param>
    /// <param name="run">How that went.</param>
    /// <param name="parity">How far it is from what was trained.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="command">The command that made it.</param>
    public static string Of(ImportedModel model, Recipe recipe, string people, TrainingRun run, ExportParity parity, float threshold, string command)
    {
        ValidationPoint watched = run.Validations[^1];
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {model.Manifest.Name}

            **It knows only synthetic faces: those that this project draws. It cannot tell real people apart. For photographs
            bring a face model of your own.**

            | | |
            | --- | --- |
            | network | {model.Architecture}; {model.Parameters:N0} parameters, {model.Manifest.Width} × {model.Manifest.Height} pixels, {model.Manifest.Dimension} values |
            | file | {model.Manifest.File}, {model.OnnxBytes:N0} bytes, SHA-256 `{model.Manifest.Sha256}` |
            | data | {recipe.Identities:N0} people × {recipe.Images} pictures, drawn by `src/Synthesis` ({recipe.Range.ToString().ToLowerInvariant()} variation); {people}; nobody's photograph |
            | recipe | AdaFace (m {recipe.Margin}, h {recipe.Concentration}, s {recipe.Scale}), {run.Steps:N0} steps of {recipe.Batch} pictures ({run.Epochs:F1} epochs), learning rate {recipe.Rate} after {recipe.WarmUp} steps and then along half a cosine, weight decay {recipe.Decay}, changes with a chance of {recipe.Change} each |
            | seed | {recipe.Seed} |
            | command | `{command}` |
            | time | {run.Minutes:F1} minutes of steps, {run.PicturesPerSecond:F0} pictures a second |
            | export | at most {parity.Feature:E1} from the trained network in a value of an embedding |
            | threshold | {threshold:F3}: FPIR 0.01 against 1,000 people with one picture each, on people never trained on |
            | watched on | {watched.Subjects} people never trained on, two pictures each: verification {watched.Accuracy:P2}, rank-1 {watched.RankOne:P2} |
            | licence | {model.Manifest.Licence} |

            """);
    }
}
