using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Generation;

/// <summary>Turns a generator's manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class GeneratorCheck(string path, GeneratorDocument document)
{
    private readonly PropertyCheck _properties = new(path, GeneratorRules.Of);

    public GeneratorManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a generator manifest. The properties are: {string.Join(", ", GeneratorRules.Properties)}.");
        }

        if (document.NoiseInput is null != document.NoiseShape is null)
        {
            throw _properties.Missing(document.NoiseInput is null ? "noiseInput" : "noiseShape");
        }

        int size = _properties.Required("size", document.Size, side => side is >= GeneratorRules.MinSide and <= GeneratorRules.MaxSide);
        return new GeneratorManifest
        {
            Name = _properties.Required("name", document.Name, ManifestRules.IsLine),
            Notice = _properties.Optional("notice", document.Notice, ManifestRules.IsText),
            Source = _properties.Optional("source", document.Source, ManifestRules.IsText),
            Licence = _properties.Optional("licence", document.Licence, ManifestRules.IsText),
            File = _properties.Required("file", document.File, ManifestRules.IsFileName),
            Sha256 = _properties.Required("sha256", document.Sha256, ManifestRules.IsHash).ToLowerInvariant(),
            CodeInput = _properties.Required("codeInput", document.CodeInput, ManifestRules.IsLine),
            CodeLength = _properties.Required("codeLength", document.CodeLength, length => length is >= GeneratorRules.MinCode and <= GeneratorRules.MaxCode),
            NoiseInput = _properties.Optional("noiseInput", document.NoiseInput, name => ManifestRules.IsLine(name) && name != document.CodeInput),
            NoiseShape = _properties.Optional("noiseShape", document.NoiseShape, IsNoise) is { } shape ? Array.AsReadOnly(shape) : null,
            Output = _properties.Required("output", document.Output, ManifestRules.IsLine),
            Layout = _properties.Required("layout", document.Layout, layout => layout is "nchw" or "nhwc") == "nchw" ? PixelLayout.Planes : PixelLayout.Pixels,
            ChannelOrder = ManifestWords.OrderOf(_properties.Required("channelOrder", document.ChannelOrder, ManifestWords.IsOrder)),
            ValueRange = Array.AsReadOnly(_properties.Required("valueRange", document.ValueRange, range => range is [-1, 1] or [0, 1] or [0, 255])),
            Size = size,
            Crop = _properties.Optional("crop", document.Crop, crop => IsWithin(crop, size)) is { } square ? Array.AsReadOnly(square) : null,
        };
    }

    private static bool IsNoise(int[] shape) =>
        shape.Length is > 0 and <= GeneratorRules.MostDimensions
        && shape.All(side => side is > 0 and <= (int)GeneratorRules.MostNoise)
        && shape.Aggregate(1L, (product, side) => Math.Min(product * side, GeneratorRules.MostNoise + 1)) <= GeneratorRules.MostNoise;

    private static bool IsWithin(int[] crop, int size) =>
        crop is [>= 0, >= 0, >= GeneratorRules.MinSide] && (long)crop[0] + crop[2] <= size && (long)crop[1] + crop[2] <= size;
}
