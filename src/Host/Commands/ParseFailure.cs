using System.Text.RegularExpressions;

namespace HyperFace.Host.Commands;

/// <summary>The parser's words on a value that it could not read, without the names of this program's types.</summary>
internal static partial class ParseFailure
{
    /// <summary>Says what was expected.</summary>
    public static string InWords(string message)
    {
        string named = Choice().Replace(message, match => $" not recognized; it must be one of {string.Join(", ", match.Groups["choice"].Captures.Select(capture => capture.Value))}.");
        return Expectation().Replace(named, match => $": {Expected(match.Groups["type"].Value)} is needed.").ReplaceLineEndings(" ").Trim();
    }

    private static string Expected(string type) => type switch
    {
        _ when type.Contains("SearchMode", StringComparison.Ordinal) => "auto, certified, exact or graph",
        _ when type.Contains("RowResult", StringComparison.Ordinal) => "enrolled, duplicate or rejected",
        _ when type.Contains("ChannelOrder", StringComparison.Ordinal) => "rgb or bgr",
        _ when type.Contains("AlignmentFit", StringComparison.Ordinal) => "image or template",
        _ when type.Contains("VariationRange", StringComparison.Ordinal) => "normal or wide",
        _ when type.Contains("PictureFormat", StringComparison.Ordinal) => "png or jpeg",
        _ when type.Contains("Single", StringComparison.Ordinal) => "a number",
        _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number",
        _ => "another kind of value",
    };

    [GeneratedRegex(@" as expected type '(?<type>[^']*)'\.?( Did you mean one of the following\?.*)?", RegexOptions.Singleline)]
    private static partial Regex Expectation();

    // The parser puts each choice on a line of its own.
    [GeneratedRegex(@" not recognized\. Must be one of:(\s+(?<choice>'[^']*'))+")]
    private static partial Regex Choice();
}
