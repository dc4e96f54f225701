using System.CommandLine;
using System.Globalization;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>Options that take a number within bounds.</summary>
internal static class NumberOption
{
    /// <summary>A whole number.</summary>
    public static Option<int> Whole(string name, string description, int value, int least, int most) =>
        Bounded(new Option<int>(name) { Description = $"{description}, {least} to {most}", HelpName = "number", DefaultValueFactory = _ => value }, least, most);

    /// <summary>A real number.</summary>
    public static Option<double> Real(string name, string description, double value, double least, double most) =>
        Bounded(new Option<double>(name) { Description = string.Create(CultureInfo.InvariantCulture, $"{description}, {least} to {most}"), HelpName = "number", DefaultValueFactory = _ => value }, least, most);

    private static Option<T> Bounded<T>(Option<T> option, double least, double most)
    {
        option.Validators.Add(result =>
        {
            // What is no number at all the parser refuses by itself.
            if (result.Tokens is [var token] && double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && !(given >= least && given <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {token.Value}; it must be {least} to {most}."));
            }
        });
        return option;
    }
}
