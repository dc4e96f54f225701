using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Manifests;

/// <summary>A manifest as it is written: nothing of it is checked, and everything may be missing.</summary>
internal sealed class ManifestDocument
{
    public string? Name { get; set; }

    public string? Notice { get; set; }

    public string? Source { get; set; }

    public string? Licence { get; set; }

    public string? File { get; set; }

    public string? Sha256 { get; set; }

    public string? Input { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    public string? ChannelOrder { get; set; }

    public float[]? Mean { get; set; }

    public float[]? Scale { get; set; }

    public string? Output { get; set; }

    public string? NormOutput { get; set; }

    public int? Dimension { get; set; }

    public string? Alignment { get; set; }

    public string? AlignmentFit { get; set; }

    public bool? FlipFusion { get; set; }

    public float? Threshold { get; set; }

    public string? CheckpointSha256 { get; set; }

    public long? Parameters { get; set; }

    public string? Architecture { get; set; }

    /// <summary>Properties that a manifest does not have: a misspelt one must not be taken for one left out.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
