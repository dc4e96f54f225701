using System.CommandLine;
using System.Globalization;
using HyperFace.Training.Learning;
using HyperFace.Training.Losses;

namespace HyperFace.Training.Commands;

/// <summary><c>check</c>: the head that learns against the formula in plain double precision.</summary>
internal static class CheckCommand
{
    private const double MostLoss = 1e-9;
    private const double MostGradient = 1e-5;

    /// <summary>Describes the command.</summary>
    public static Command Create() =>
        new Command("check", "Compare loss and gradient of the AdaFace head with the formula in plain double precision.").Does(_ => Run());

    private static void Run()
    {
        (double loss, double gradient) = HeadCheck.Run();
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"Loss {loss:E1} off at most, gradient {gradient:E1} of its largest value."));
        if (!(loss <= MostLoss && gradient <= MostGradient))
        {
            throw new TrainingException($"At most {MostLoss:E0} and {MostGradient:E0} are rounding.");
        }
    }
}
