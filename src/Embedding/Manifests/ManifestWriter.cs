using System.Text.Json;

namespace HyperFace.Embedding.Manifests;

/// <summary>Writes a manifest file, wholly or not at all; what is read back is what was written.</summary>
internal static class ManifestWriter
{
    public static void Write(string path, ModelManifest manifest)
    {
        var document = new ManifestDocument
        {
            Name = manifest.Name,
            Notice = manifest.Notice,
            Source = manifest.Source,
            Licence = manifest.Licence,
            File = manifest.File,
            Sha256 = manifest.Sha256,
            Input = manifest.Input,
            Width = manifest.Width,
            Height = manifest.Height,
            ChannelOrder = ManifestWords.Of(manifest.ChannelOrder),
            Mean = [.. manifest.Mean],
            Scale = [.. manifest.Scale],
            Output = manifest.Output,
            NormOutput = manifest.NormOutput,
            Dimension = manifest.Dimension,
            Alignment = manifest.Alignment,
            AlignmentFit = ManifestWords.Of(manifest.AlignmentFit),
            FlipFusion = manifest.FlipFusion,
            Threshold = manifest.Threshold,
            CheckpointSha256 = manifest.CheckpointSha256,
            Parameters = manifest.Parameters,
            Architecture = manifest.Architecture,
        };
        DurableFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, document, ManifestJson.Default.ManifestDocument);
            stream.WriteByte((byte)'\n');
        });
    }
}
