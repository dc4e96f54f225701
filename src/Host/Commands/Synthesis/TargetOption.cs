using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>An option that takes a mean and a standard deviation.</summary>
internal static class TargetOption
{
    /// <summary>Makes one.</summary>
    public static Option<SimilarityTarget?> Create(string name, string description) => new(name) { Description = description, HelpName = "mean,sd", CustomParser = Parse };

    private static SimilarityTarget? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        string[] parts = text.Split(',');
        if (parts.Length == 2 && TryParse(parts[0], out double mean) && TryParse(parts[1], out double deviation))
        {
            return new SimilarityTarget(mean, deviation);
        }

        result.AddError($"'{text}' is no mean and standard deviation, as in 0.65,0.13.");
        return null;
    }

    private static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
