using System.CommandLine;
using System.Globalization;
using HyperFace.Synthesis;
using HyperFace.Training.Learning;

namespace HyperFace.Training.Commands;

/// <summary>What a recipe says on the command line. The defaults are those of the shipped model but for its people, pictures and length: see its card.</summary>
internal static class RecipeOptions
{
    private static readonly Option<int> Identities = Number("--identities", 2000, "People to learn from");
    private static readonly Option<int> Images = Number("--images", 12, "Pictures of each");
    private static readonly Option<VariationRange> Range = new("--range") { Description = "How far pictures of one person go apart: normal or wide", DefaultValueFactory = _ => VariationRange.Normal };
    private static readonly Option<int> Stem = Number("--stem", 8, "Channels of the first convolution");
    private static readonly Option<string> Widths = new("--widths") { Description = "Channels of the four stages", DefaultValueFactory = _ => "8,24,64,96" };
    private static readonly Option<string> Units = new("--units") { Description = "Units of the four stages", DefaultValueFactory = _ => "1,1,2,1" };
    private static readonly Option<int> Feature = Number("--feature", 128, "Length of an embedding");
    private static readonly Option<double> Dropout = Real("--dropout", 0, "Share of values in front of the last layer that each step leaves out");
    private static readonly Option<int> Batch = Number("--batch", 64, "Pictures of a step");
    private static readonly Option<int> Epochs = Number("--epochs", 8, "How often each picture is learned from");
    private static readonly Option<int?> Steps = new("--steps") { Description = "Steps, instead of epochs" };
    private static readonly Option<double?> Minutes = new("--minutes") { Description = "Minutes that the steps may take, instead of epochs: how many those are is measured while the rate warms up" };
    private static readonly Option<double> Rate = Real("--rate", 0.1, "The highest learning rate");
    private static readonly Option<int> WarmUp = Number("--warm-up", 200, "Steps in which the learning rate rises");
    private static readonly Option<double> Momentum = Real("--momentum", 0.9, "Momentum");
    private static readonly Option<double> Decay = Real("--decay", 5e-4, "Decay of weights");
    private static readonly Option<double> MostGradient = Real("--most-gradient", 5, "A longer gradient is cut to this length");
    private static readonly Option<double> Margin = Real("--margin", 0.4, "AdaFace's m");
    private static readonly Option<double> Concentration = Real("--concentration", 0.333, "AdaFace's h");
    private static readonly Option<double> Scale = Real("--scale", 32, "The factor s on cosines");
    private static readonly Option<double> Blend = Real("--blend", 0.01, "AdaFace's t_alpha");
    private static readonly Option<double> Change = Real("--change", 0.2, "Chance of each change to a picture: cut, made coarse, recoloured");
    private static readonly Option<int> Shift = Number("--shift", 2, "Pixels that a picture is moved by, at most");
    private static readonly Option<int> Threads = Number("--threads", 2, "Threads that compute");

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<Option> All =>
    [
        Identities, Images, Range, Epochs, Steps, Minutes, Batch, Rate, WarmUp, Momentum, Decay, MostGradient, Margin, Concentration, Scale, Blend,
        Change, Shift, Dropout, Stem, Widths, Units, Feature, Threads,
    ];

    /// <summary>The recipe that was asked for.</summary>
    /// <exception cref="TrainingException">An option is out of its range.</exception>
    public static Recipe Of(ParseResult parsed, int seed)
    {
        var recipe = new Recipe
        {
            Identities = AtLeast(parsed, Identities, 2),
            Images = AtLeast(parsed, Images, 2),
            Range = parsed.GetRequiredValue(Range),
            Seed = seed,
            Stem = AtLeast(parsed, Stem, 1),
            Widths = FourOf(parsed, Widths),
            Units = FourOf(parsed, Units),
            Dimension = AtLeast(parsed, Feature, 2),
            Dropout = Within(parsed, Dropout, 0, 0.9),
            Batch = AtLeast(parsed, Batch, 2),
            Epochs = AtLeast(parsed, Epochs, 1),
            Steps = parsed.GetValue(Steps),
            Minutes = parsed.GetValue(Minutes),
            Rate = Within(parsed, Rate, 1e-6, 10),
            WarmUp = AtLeast(parsed, WarmUp, 1),
            Momentum = Within(parsed, Momentum, 0, 0.999),
            Decay = Within(parsed, Decay, 0, 0.1),
            MostGradient = Within(parsed, MostGradient, 1e-3, 1e6),
            Margin = Within(parsed, Margin, 0, 1),
            Concentration = Within(parsed, Concentration, 0, 10),
            Scale = Within(parsed, Scale, 1, 256),
            Blend = Within(parsed, Blend, 0, 1),
            Change = (float)Within(parsed, Change, 0, 1),
            MostShift = AtLeast(parsed, Shift, 0),
            Threads = AtLeast(parsed, Threads, 1),
        };
        if (recipe.Widths.Zip(recipe.Widths.Skip(1)).Any(pair => pair.First == pair.Second))
        {
            throw new TrainingException("--widths of stages behind one another must differ: the import tells stages apart by them.");
        }

        if (recipe.Steps is not null && recipe.Minutes is not null)
        {
            throw new TrainingException("--steps and --minutes cannot both say how long a run is.");
        }

        if (recipe.Steps is < 1 || recipe.Minutes is <= 0)
        {
            throw new TrainingException("--steps and --minutes must be above 0.");
        }

        return recipe.Identities * recipe.Images >= recipe.Batch
            ? recipe
            : throw new TrainingException($"{recipe.Identities} people with {recipe.Images} pictures are fewer than a step's {recipe.Batch}.");
    }

    private static Option<int> Number(string name, int value, string description) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<double> Real(string name, double value, string description) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static int AtLeast(ParseResult parsed, Option<int> option, int least)
    {
        int value = parsed.GetRequiredValue(option);
        return value >= least ? value : throw new TrainingException($"{option.Name} must be {least} or more; it is {value}.");
    }

    private static double Within(ParseResult parsed, Option<double> option, double least, double most)
    {
        double value = parsed.GetRequiredValue(option);
        return value >= least && value <= most ? value : throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {least} to {most}; it is {value}."));
    }

    private static int[] FourOf(ParseResult parsed, Option<string> option)
    {
        string text = parsed.GetRequiredValue(option);
        string[] parts = text.Split(',');
        var values = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts.Length != 4 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i]) || values[i] is < 1 or > 1024)
            {
                throw new TrainingException($"{option.Name} must be four numbers of 1 to 1024 with commas between them; it is '{text}'.");
            }
        }

        return values;
    }
}
