using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Detection;

/// <summary>Turns a detector's manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class DetectorCheck(string path, DetectorDocument document)
{
    public DetectorManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a detector manifest. The properties are: {string.Join(", ", DetectorRules.Properties)}.");
        }

        int[] strides = Required("strides", document.Strides, AreStrides);
        DetectorLayout layout = Required("layout", document.Layout, layout => layout is "scrfd" or "yunet") == "scrfd" ? DetectorLayout.Scrfd : DetectorLayout.YuNet;
        RequireOneKindOfSize();
        return new DetectorManifest
        {
            Name = Required("name", document.Name, ManifestRules.IsLine),
            Notice = Optional("notice", document.Notice, ManifestRules.IsText),
            Source = Optional("source", document.Source, ManifestRules.IsText),
            Licence = Optional("licence", document.Licence, ManifestRules.IsText),
            File = Required("file", document.File, ManifestRules.IsFileName),
            Sha256 = Required("sha256", document.Sha256, ManifestRules.IsHash).ToLowerInvariant(),
            Layout = layout,
            Input = Required("input", document.Input, ManifestRules.IsLine),
            Width = document.Width is { } width ? Required<int>("width", width, side => IsSide(side) && side % strides[^1] == 0) : null,
            Height = document.Height is { } height ? Required<int>("height", height, side => IsSide(side) && side % strides[^1] == 0) : null,
            MaxSide = document.MaxSide is { } maxSide ? Required<int>("maxSide", maxSide, IsSide) : DetectorRules.DefaultMaxSide,
            ChannelOrder = Required("channelOrder", document.ChannelOrder, order => order is "rgb" or "bgr") == "rgb" ? ChannelOrder.Rgb : ChannelOrder.Bgr,
            Mean = Array.AsReadOnly(Required("mean", document.Mean, mean => ManifestRules.IsTriple(mean, value => Math.Abs(value) <= ManifestRules.MaxNumber))),
            Scale = Array.AsReadOnly(Required("scale", document.Scale, scale => ManifestRules.IsTriple(scale, value => value is > 0 and <= ManifestRules.MaxNumber))),
            Strides = Array.AsReadOnly(strides),
            Anchors = Required("anchors", document.Anchors, anchors => anchors is >= 1 and <= DetectorRules.MostAnchors && (layout == DetectorLayout.Scrfd || anchors == 1)),
            ScoreThreshold = Required("scoreThreshold", document.ScoreThreshold, value => value is > 0 and <= 1),
            OverlapThreshold = Required("overlapThreshold", document.OverlapThreshold, value => value is >= 0 and <= 1),
            Outputs = Optional("outputs", document.Outputs, outputs => AreOutputs(outputs, FaceDecoder.Of(layout).Columns.Count * strides.Length)) is { } outputs ? Array.AsReadOnly(outputs) : null,
        };
    }

    private static bool IsSide(int side) => side is >= DetectorRules.MinSide and <= DetectorRules.LargestSide;

    private static bool AreStrides(int[] strides) =>
        strides.Length is > 0 and <= DetectorRules.MostStrides
        && strides.All(stride => stride is >= DetectorRules.SmallestStride and <= DetectorRules.LargestStride && strides[^1] % stride == 0)
        && strides.Zip(strides.Skip(1)).All(pair => pair.First < pair.Second);

    private static bool AreOutputs(string[] outputs, int count) =>
        outputs.Length == count && outputs.All(name => name is not null && ManifestRules.IsLine(name)) && outputs.Distinct(StringComparer.Ordinal).Count() == count;

    private void RequireOneKindOfSize()
    {
        if (document.Width is null != document.Height is null)
        {
            throw Missing(document.Width is null ? "width" : "height");
        }

        if (document is { Width: not null, MaxSide: { } maxSide })
        {
            throw Wrong("maxSide", maxSide);
        }
    }

    private T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : class =>
        value is null ? throw Missing(property) : isValid(value) ? value : throw Wrong(property, value);

    private T Required<T>(string property, T? value, Func<T, bool> isValid)
        where T : struct =>
        value is not { } given ? throw Missing(property) : isValid(given) ? given : throw Wrong(property, given);

    private T? Optional<T>(string property, T? value, Func<T, bool> isValid)
        where T : class =>
        value is null || isValid(value) ? value : throw Wrong(property, value);

    private ModelException Missing(string property) =>
        new($"'{path}': the property '{property}' is missing: {DetectorRules.Of(property)}.");

    private ModelException Wrong(string property, object value) =>
        new($"'{path}': the property '{property}' must be {DetectorRules.Of(property)}; it is {Shown(value)}.");

    private static string Shown(object value) => value switch
    {
        int[] numbers => $"[{string.Join(", ", numbers)}]",
        string[] names => $"[{string.Join(", ", names.Select(name => $"'{name}'"))}]",
        _ => ManifestCheck.Shown(value),
    };
}
