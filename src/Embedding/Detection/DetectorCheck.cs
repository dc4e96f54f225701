using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Detection;

/// <summary>Turns a detector's manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class DetectorCheck(string path, DetectorDocument document)
{
    private readonly PropertyCheck _properties = new(path, DetectorRules.Of);

    public DetectorManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a detector manifest. The properties are: {string.Join(", ", DetectorRules.Properties)}.");
        }

        int[] strides = _properties.Required("strides", document.Strides, AreStrides);
        DetectorLayout layout = _properties.Required("layout", document.Layout, layout => layout is "scrfd" or "yunet") == "scrfd" ? DetectorLayout.Scrfd : DetectorLayout.YuNet;
        RequireOneKindOfSize();
        return new DetectorManifest
        {
            Name = _properties.Required("name", document.Name, ManifestRules.IsLine),
            Notice = _properties.Optional("notice", document.Notice, ManifestRules.IsText),
            Source = _properties.Optional("source", document.Source, ManifestRules.IsText),
            Licence = _properties.Optional("licence", document.Licence, ManifestRules.IsText),
            File = _properties.Required("file", document.File, ManifestRules.IsFileName),
            Sha256 = _properties.Required("sha256", document.Sha256, ManifestRules.IsHash).ToLowerInvariant(),
            Layout = layout,
            Input = _properties.Required("input", document.Input, ManifestRules.IsLine),
            Width = document.Width is { } width ? _properties.Required<int>("width", width, side => IsSide(side) && side % strides[^1] == 0) : null,
            Height = document.Height is { } height ? _properties.Required<int>("height", height, side => IsSide(side) && side % strides[^1] == 0) : null,
            MaxSide = document.MaxSide is { } maxSide ? _properties.Required<int>("maxSide", maxSide, IsSide) : DetectorRules.DefaultMaxSide,
            ChannelOrder = ManifestWords.OrderOf(_properties.Required("channelOrder", document.ChannelOrder, ManifestWords.IsOrder)),
            Mean = Array.AsReadOnly(_properties.Required("mean", document.Mean, mean => ManifestRules.IsTriple(mean, value => Math.Abs(value) <= ManifestRules.MaxNumber))),
            Scale = Array.AsReadOnly(_properties.Required("scale", document.Scale, scale => ManifestRules.IsTriple(scale, value => value is > 0 and <= ManifestRules.MaxNumber))),
            Strides = Array.AsReadOnly(strides),
            Anchors = _properties.Required("anchors", document.Anchors, anchors => anchors is >= 1 and <= DetectorRules.MostAnchors && (layout == DetectorLayout.Scrfd || anchors == 1)),
            ScoreThreshold = _properties.Required("scoreThreshold", document.ScoreThreshold, value => value is > 0 and <= 1),
            OverlapThreshold = _properties.Required("overlapThreshold", document.OverlapThreshold, value => value is >= 0 and <= 1),
            Outputs = _properties.Optional("outputs", document.Outputs, outputs => AreOutputs(outputs, FaceDecoder.Of(layout).Columns.Count * strides.Length)) is { } outputs ? Array.AsReadOnly(outputs) : null,
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
            throw _properties.Missing(document.Width is null ? "width" : "height");
        }

        if (document is { Width: not null, MaxSide: { } maxSide })
        {
            throw _properties.Wrong("maxSide", maxSide);
        }
    }
}
