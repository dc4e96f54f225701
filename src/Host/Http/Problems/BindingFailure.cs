using System.Text.RegularExpressions;

namespace HyperFace.Host.Http.Problems;

/// <summary>The framework's words on a parameter that it could not read, without the names of this program's types.</summary>
internal static partial class BindingFailure
{
    /// <summary>Says which parameter it was.</summary>
    public static string InWords(string message)
    {
        Match failed = Failed().Match(message);
        if (failed.Success)
        {
            return $"'{failed.Groups["value"].Value}' is not a value for '{failed.Groups["name"].Value}'.";
        }

        Match missing = Missing().Match(message);
        return missing.Success ? $"'{missing.Groups["name"].Value}' is missing." : "The request cannot be read.";
    }

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\S+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Failed();

    [GeneratedRegex("""^Required parameter "\S+ (?<name>\S+)" was not provided""")]
    private static partial Regex Missing();
}
