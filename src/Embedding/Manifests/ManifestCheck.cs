namespace HyperFace.Embedding.Manifests;

/// <summary>Turns a manifest as it was read into one that can be trusted, or names the property that is wrong.</summary>
internal sealed class ManifestCheck(string path, ManifestDocument document)
{
    private readonly PropertyCheck _properties = new(path, ManifestRules.Of);

    public ModelManifest Run()
    {
        if (document.Unknown is { Count: > 0 } unknown)
        {
            throw new ModelException(
                $"'{path}': there is no property {string.Join(", ", unknown.Keys.Select(name => $"'{name}'"))} in a model manifest. The properties are: {string.Join(", ", ManifestRules.Properties)}.");
        }

        return new ModelManifest
        {
            Name = _properties.Required("name", document.Name, ManifestRules.IsLine),
            Notice = _properties.Optional("notice", document.Notice, ManifestRules.IsText),
            Source = _properties.Optional("source", document.Source, ManifestRules.IsText),
            Licence = _properties.Optional("licence", document.Licence, ManifestRules.IsText),
            File = _properties.Required("file", document.File, ManifestRules.IsFileName),
            Sha256 = _properties.Required("sha256", document.Sha256, ManifestRules.IsHash).ToLowerInvariant(),
            Input = _properties.Required("input", document.Input, ManifestRules.IsLine),
            Width = _properties.Required("width", document.Width, IsSide),
            Height = _properties.Required("height", document.Height, IsSide),
            ChannelOrder = ManifestWords.OrderOf(_properties.Required("channelOrder", document.ChannelOrder, ManifestWords.IsOrder)),
            Mean = Array.AsReadOnly(_properties.Required("mean", document.Mean, mean => ManifestRules.IsTriple(mean, value => Math.Abs(value) <= ManifestRules.MaxNumber))),
            Scale = Array.AsReadOnly(_properties.Required("scale", document.Scale, scale => ManifestRules.IsTriple(scale, value => value is > 0 and <= ManifestRules.MaxNumber))),
            Output = _properties.Required("output", document.Output, ManifestRules.IsLine),
            NormOutput = _properties.Optional("normOutput", document.NormOutput, name => ManifestRules.IsLine(name) && name != document.Output),
            Dimension = _properties.Required("dimension", document.Dimension, dimension => dimension is >= ManifestRules.MinDimension and <= ManifestRules.MaxDimension),
            Alignment = _properties.Required("alignment", document.Alignment, ManifestRules.IsAlignment),
            AlignmentFit = _properties.Optional("alignmentFit", document.AlignmentFit, ManifestWords.IsFit) is { } fit ? ManifestWords.FitOf(fit) : AlignmentFit.Image,
            FlipFusion = document.FlipFusion ?? false,
            Threshold = document.Threshold is { } threshold ? _properties.Required<float>("threshold", threshold, value => value is >= -1 and <= 1) : null,
            CheckpointSha256 = _properties.Optional("checkpointSha256", document.CheckpointSha256, ManifestRules.IsHash)?.ToLowerInvariant(),
            Parameters = document.Parameters is { } parameters ? _properties.Required<long>("parameters", parameters, count => count > 0) : null,
            Architecture = _properties.Optional("architecture", document.Architecture, ManifestRules.IsLine),
        };
    }

    private static bool IsSide(int side) => side is >= FaceEmbedder.MinSide and <= ManifestRules.MaxSide;
}
