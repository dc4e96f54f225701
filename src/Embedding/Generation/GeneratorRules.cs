using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Generation;

/// <summary>What each property of a generator's manifest must be, in words for the person who wrote it wrong.</summary>
internal static class GeneratorRules
{
    public const int MinCode = 8;
    public const int MaxCode = 4096;
    public const int MinSide = 16;
    public const int MaxSide = 2048;
    public const int MostDimensions = 8;
    public const long MostNoise = 1 << 24;

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["name"] = $"a text of 1 to {ManifestRules.MaxName} characters on one line",
        ["notice"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["source"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["licence"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["file"] = "the name of a file in the manifest's folder, without a path",
        ["sha256"] = "the SHA-256 of the ONNX file: 64 hexadecimal digits",
        ["codeInput"] = $"the name of the graph's input for the identity code: 1 to {ManifestRules.MaxName} characters on one line",
        ["codeLength"] = $"a whole number from {MinCode} to {MaxCode}",
        ["noiseInput"] = $"the name of the graph's input for noise, another than 'codeInput': 1 to {ManifestRules.MaxName} characters on one line; left out together with 'noiseShape' when the graph takes none",
        ["noiseShape"] = $"1 to {MostDimensions} whole numbers above 0, together {MostNoise} values at most; left out together with 'noiseInput' when the graph takes none",
        ["output"] = $"the name of the graph's output with the picture: 1 to {ManifestRules.MaxName} characters on one line",
        ["layout"] = "'nchw' or 'nhwc'",
        ["channelOrder"] = "'rgb' or 'bgr'",
        ["valueRange"] = "[-1, 1], [0, 1] or [0, 255]",
        ["size"] = $"a whole number from {MinSide} to {MaxSide}",
        ["crop"] = "three whole numbers: the left and the top, from 0, and the side of a square of at least 16 pixels within the picture",
    };

    /// <summary>Names of all properties, in the order in which they are written.</summary>
    public static IReadOnlyCollection<string> Properties => Rules.Keys;

    /// <summary>What a property must be; null when there is no such property.</summary>
    public static string? Of(string property) => Rules.GetValueOrDefault(property);
}
