namespace HyperFace.Embedding.Manifests;

/// <summary>What each property of a manifest must be, in words for the person who wrote it wrong.</summary>
internal static class ManifestRules
{
    public const int MaxSide = 1024;
    public const int MinDimension = 2;
    public const int MaxDimension = 4096;
    public const int MaxText = 4096;
    public const int MaxName = 256;
    public const int MaxAlignment = 64;
    public const float MaxNumber = 1024;

    private const int Channels = 3;
    private const int HexDigits = 64;

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["name"] = $"a text of 1 to {MaxName} characters on one line",
        ["notice"] = $"a text of 1 to {MaxText} characters",
        ["source"] = $"a text of 1 to {MaxText} characters",
        ["licence"] = $"a text of 1 to {MaxText} characters",
        ["file"] = "the name of a file in the manifest's folder, without a path",
        ["sha256"] = "the SHA-256 of the ONNX file: 64 hexadecimal digits",
        ["input"] = $"the name of the graph's image input: 1 to {MaxName} characters on one line",
        ["width"] = $"a whole number from {FaceEmbedder.MinSide} to {MaxSide}",
        ["height"] = $"a whole number from {FaceEmbedder.MinSide} to {MaxSide}",
        ["channelOrder"] = "'rgb' or 'bgr'",
        ["mean"] = $"three numbers from -{MaxNumber} to {MaxNumber}",
        ["scale"] = $"three numbers above 0, up to {MaxNumber}",
        ["output"] = $"the name of the graph's output with the embedding: 1 to {MaxName} characters on one line",
        ["normOutput"] = $"the name of the graph's output with the norm, another than 'output': 1 to {MaxName} characters on one line",
        ["dimension"] = $"a whole number from {MinDimension} to {MaxDimension}",
        ["alignment"] = $"1 to {MaxAlignment} of a-z, 0-9, '-', '_' and '.', for instance 'arcface-112'",
        ["alignmentFit"] = "'image' or 'template'",
        ["flipFusion"] = "true or false",
        ["threshold"] = "a number from -1 to 1",
        ["checkpointSha256"] = "the SHA-256 of the checkpoint that the model was made of: 64 hexadecimal digits",
        ["parameters"] = "a whole number above 0",
        ["architecture"] = $"a text of 1 to {MaxName} characters on one line",
    };

    /// <summary>Names of all properties, in the order in which they are written.</summary>
    public static IReadOnlyCollection<string> Properties => Rules.Keys;

    /// <summary>What a property must be; null when there is no such property.</summary>
    public static string? Of(string property) => Rules.GetValueOrDefault(property);

    /// <summary>Whether a text may be a property that is shown as it is.</summary>
    public static bool IsText(string text) => text.Length is > 0 and <= MaxText && !string.IsNullOrWhiteSpace(text);

    /// <summary>Whether a text may be a property that is a name.</summary>
    public static bool IsLine(string text) => text.Length <= MaxName && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    /// <summary>Whether a text may be the name of a file. Without separators and the colon of drives and streams, whatever the system: a manifest travels.</summary>
    public static bool IsFileName(string text) => IsLine(text) && text is not ("." or "..") && text.AsSpan().IndexOfAny("/\\:") < 0;

    /// <summary>Whether a text may be a SHA-256.</summary>
    public static bool IsHash(string text) => text.Length == HexDigits && text.All(char.IsAsciiHexDigit);

    /// <summary>Whether numbers are one for each channel, and right.</summary>
    public static bool IsTriple(float[] values, Func<float, bool> isValid) => values.Length == Channels && values.All(isValid);

    /// <summary>Whether a text may name an alignment.</summary>
    public static bool IsAlignment(string text) =>
        text.Length is > 0 and <= MaxAlignment && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.');
}
