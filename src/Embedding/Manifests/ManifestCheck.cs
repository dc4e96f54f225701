namespace HyperFace.Embedding.Manifests;

/// <summary>Turns a manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class ManifestCheck(string path, ManifestDocument document)
{
    private const int Channels = 3;
    private const int MaxAlignment = 64;
    private const int HexDigits = 64;

    public ModelManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a model manifest. The properties are: {string.Join(", ", ManifestRules.Properties)}.");
        }

        return new ModelManifest
        {
            Name = Required("name", document.Name, IsLine),
            Notice = Optional("notice", document.Notice, IsText),
            Source = Optional("source", document.Source, IsText),
            Licence = Optional("licence", document.Licence, IsText),
            File = Required("file", document.File, IsFileName),
            Sha256 = Required("sha256", document.Sha256, IsHash).ToLowerInvariant(),
            Input = Required("input", document.Input, IsLine),
            Width = Required("width", document.Width, IsSide),
            Height = Required("height", document.Height, IsSide),
            ChannelOrder = Required("channelOrder", document.ChannelOrder, order => order is "rgb" or "bgr") == "rgb" ? ChannelOrder.Rgb : ChannelOrder.Bgr,
            Mean = Array.AsReadOnly(Required("mean", document.Mean, mean => IsTriple(mean, value => Math.Abs(value) <= ManifestRules.MaxNumber))),
            Scale = Array.AsReadOnly(Required("scale", document.Scale, scale => IsTriple(scale, value => value is > 0 and <= ManifestRules.MaxNumber))),
            Output = Required("output", document.Output, IsLine),
            NormOutput = Optional("normOutput", document.NormOutput, name => IsLine(name) && name != document.Output),
            Dimension = Required("dimension", document.Dimension, dimension => dimension is >= ManifestRules.MinDimension and <= ManifestRules.MaxDimension),
            Alignment = Required("alignment", document.Alignment, IsAlignment),
            Threshold = document.Threshold is { } threshold ? Required<float>("threshold", threshold, value => value is >= -1 and <= 1) : null,
        };
    }

    internal static bool IsText(string text) => text.Length is > 0 and <= ManifestRules.MaxText && !string.IsNullOrWhiteSpace(text);

    internal static bool IsLine(string text) => text.Length <= ManifestRules.MaxName && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    // Both separators and the colon of drives and streams, whatever the system: a manifest travels.
    internal static bool IsFileName(string text) => IsLine(text) && text is not ("." or "..") && text.AsSpan().IndexOfAny("/\\:") < 0;

    internal static bool IsHash(string text) => text.Length == HexDigits && text.All(char.IsAsciiHexDigit);

    private static bool IsSide(int side) => side is >= FaceEmbedder.MinSide and <= ManifestRules.MaxSide;

    internal static bool IsTriple(float[] values, Func<float, bool> isValid) => values.Length == Channels && values.All(isValid);

    private static bool IsAlignment(string text) =>
        text.Length is > 0 and <= MaxAlignment && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.');

    private T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : class =>
        value is null ? throw Missing(property) : isValid(value) ? value : throw Wrong(property, value);

    private T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : struct =>
        value is not { } given ? throw Missing(property) : isValid(given) ? given : throw Wrong(property, given);

    private string? Optional(string property, string? value, Func<string, bool> isValid) =>
        value is null || isValid(value) ? value : throw Wrong(property, value);

    private ModelException Missing(string property) =>
        new($"'{path}': the property '{property}' is missing: {ManifestRules.Of(property)}.");

    private ModelException Wrong(string property, object value) =>
        new($"'{path}': the property '{property}' must be {ManifestRules.Of(property)}; it is {Shown(value)}.");

    internal static string Shown(object value) => value switch
    {
        float[] numbers => FormattableString.Invariant($"[{string.Join(", ", numbers)}]"),
        string { Length: > ManifestRules.MaxName } text => $"{text.Length} characters long",
        string text => $"'{text}'",
        _ => FormattableString.Invariant($"{value}"),
    };
}
