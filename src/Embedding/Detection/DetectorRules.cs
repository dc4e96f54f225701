using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Detection;

/// <summary>What each property of a detector's manifest must be, in words for the person who wrote it wrong.</summary>
internal static class DetectorRules
{
    public const int MinSide = 32;
    public const int LargestSide = 2048;
    public const int DefaultMaxSide = 640;
    public const int MostStrides = 8;
    public const int SmallestStride = 2;
    public const int LargestStride = 512;
    public const int MostAnchors = 16;

    private static readonly Dictionary<string, string> Rules = new()
    {
        ["name"] = $"a text of 1 to {ManifestRules.MaxName} characters on one line",
        ["notice"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["source"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["licence"] = $"a text of 1 to {ManifestRules.MaxText} characters",
        ["file"] = "the name of a file in the manifest's folder, without a path",
        ["sha256"] = "the SHA-256 of the ONNX file: 64 hexadecimal digits",
        ["layout"] = "'scrfd' or 'yunet'",
        ["input"] = $"the name of the graph's image input: 1 to {ManifestRules.MaxName} characters on one line",
        ["width"] = $"a whole number from {MinSide} to {LargestSide}, a multiple of the largest stride; left out together with 'height' when the graph takes any size",
        ["height"] = $"a whole number from {MinSide} to {LargestSide}, a multiple of the largest stride; left out together with 'width' when the graph takes any size",
        ["maxSide"] = $"a whole number from {MinSide} to {LargestSide}, only for a graph that takes any size",
        ["channelOrder"] = "'rgb' or 'bgr'",
        ["mean"] = $"three numbers from -{ManifestRules.MaxNumber} to {ManifestRules.MaxNumber}",
        ["scale"] = $"three numbers above 0, up to {ManifestRules.MaxNumber}",
        ["strides"] = $"1 to {MostStrides} whole numbers from {SmallestStride} to {LargestStride}, ascending, the largest a multiple of each",
        ["anchors"] = $"a whole number from 1 to {MostAnchors}; 1 with 'yunet'",
        ["scoreThreshold"] = "a number above 0, up to 1",
        ["overlapThreshold"] = "a number from 0 to 1",
        ["outputs"] = $"the names of the graph's outputs, all different, each 1 to {ManifestRules.MaxName} characters on one line: for each stride one name of scores (with 'yunet' all 'cls', then all 'obj'), then of boxes, then of points",
    };

    /// <summary>Names of all properties, in the order in which they are written.</summary>
    public static IReadOnlyCollection<string> Properties => Rules.Keys;

    /// <summary>What a property must be; null when there is no such property.</summary>
    public static string? Of(string property) => Rules.GetValueOrDefault(property);
}
