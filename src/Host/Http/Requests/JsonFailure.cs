using System.Text.Json;
using System.Text.RegularExpressions;

namespace HyperFace.Host.Http.Requests;

/// <summary>What is wrong with a JSON body, without the names of this program's types.</summary>
internal static partial class JsonFailure
{
    /// <summary>Says what is wrong and where.</summary>
    public static string InWords(JsonException e)
    {
        string place = e.LineNumber is { } line && e.BytePositionInLine is { } position ? $" (line {line + 1}, byte {position + 1})" : "";
        string path = e.Path is null or "$" ? "The body" : $"'{e.Path.TrimStart('$', '.')}'";
        return Unknown().Match(e.Message) is { Success: true } unknown ? $"There is no property '{unknown.Groups["name"].Value}' here; see /openapi/v1.json."
            : Missing().Match(e.Message) is { Success: true } missing ? $"Missing: {missing.Groups["names"].Value}."
            : Duplicate().Match(e.Message) is { Success: true } duplicate ? $"The property '{duplicate.Groups["name"].Value}' is there twice."
            : Conversion().Match(e.Message) is { Success: true } conversion ? $"{path} should be {Expected(conversion.Groups["type"].Value)}{place}."
            : $"{path} is not valid JSON{place}.";
    }

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("System.Byte[]", StringComparison.Ordinal) => "base64 text",
        _ when type.Contains("System.Single[]", StringComparison.Ordinal) => "an array of numbers",
        _ when type.Contains("Dictionary", StringComparison.Ordinal) => "an object of texts",
        _ when type.Contains("System.Single", StringComparison.Ordinal) => "a number",
        _ when type.Contains("System.Int", StringComparison.Ordinal) => "a whole number",
        _ when type.Contains("System.Boolean", StringComparison.Ordinal) => "true or false",
        _ when type.Contains("SearchMode", StringComparison.Ordinal) => "auto, certified, exact or graph",
        _ when type.Contains("JobKind", StringComparison.Ordinal) => "enrolment or rebuild",
        _ when type.Contains("System.String", StringComparison.Ordinal) => "a text",
        _ => "of another kind; see /openapi/v1.json",
    };

    [GeneratedRegex("""^The JSON property '(?<name>.*)' could not be mapped""", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex("""missing required properties including: (?<names>.*?)\.?$""", RegexOptions.Singleline)]
    private static partial Regex Missing();

    [GeneratedRegex("""^Duplicate property '(?<name>[^']*)'""")]
    private static partial Regex Duplicate();

    [GeneratedRegex("""could not be converted to (?<type>.*?)\. Path""", RegexOptions.Singleline)]
    private static partial Regex Conversion();
}
