namespace HyperFace.Embedding.Manifests;

/// <summary>Turns a manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class ManifestCheck(string path, ManifestDocument document)
{
    public ModelManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a model manifest. The properties are: {string.Join(", ", ManifestRules.Properties)}.");
        }

        return new ModelManifest
        {
            Name = Required("name", document.Name, ManifestRules.IsLine),
            Notice = Optional("notice", document.Notice, ManifestRules.IsText),
            Source = Optional("source", document.Source, ManifestRules.IsText),
            Licence = Optional("licence", document.Licence, ManifestRules.IsText),
            File = Required("file", document.File, ManifestRules.IsFileName),
            Sha256 = Required("sha256", document.Sha256, ManifestRules.IsHash).ToLowerInvariant(),
            Input = Required("input", document.Input, ManifestRules.IsLine),
            Width = Required("width", document.Width, IsSide),
            Height = Required("height", document.Height, IsSide),
            ChannelOrder = ManifestWords.OrderOf(Required("channelOrder", document.ChannelOrder, ManifestWords.IsOrder)),
            Mean = Array.AsReadOnly(Required("mean", document.Mean, mean => ManifestRules.IsTriple(mean, value => Math.Abs(value) <= ManifestRules.MaxNumber))),
            Scale = Array.AsReadOnly(Required("scale", document.Scale, scale => ManifestRules.IsTriple(scale, value => value is > 0 and <= ManifestRules.MaxNumber))),
            Output = Required("output", document.Output, ManifestRules.IsLine),
            NormOutput = Optional("normOutput", document.NormOutput, name => ManifestRules.IsLine(name) && name != document.Output),
            Dimension = Required("dimension", document.Dimension, dimension => dimension is >= ManifestRules.MinDimension and <= ManifestRules.MaxDimension),
            Alignment = Required("alignment", document.Alignment, ManifestRules.IsAlignment),
            AlignmentFit = Optional("alignmentFit", document.AlignmentFit, ManifestWords.IsFit) is { } fit ? ManifestWords.FitOf(fit) : AlignmentFit.Image,
            FlipFusion = document.FlipFusion ?? false,
            Threshold = document.Threshold is { } threshold ? Required<float>("threshold", threshold, value => value is >= -1 and <= 1) : null,
            CheckpointSha256 = Optional("checkpointSha256", document.CheckpointSha256, ManifestRules.IsHash)?.ToLowerInvariant(),
            Parameters = document.Parameters is { } parameters ? Required<long>("parameters", parameters, count => count > 0) : null,
            Architecture = Optional("architecture", document.Architecture, ManifestRules.IsLine),
        };
    }

    private static bool IsSide(int side) => side is >= FaceEmbedder.MinSide and <= ManifestRules.MaxSide;

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
