using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Generation;

/// <summary>A generator's manifest as it was read: nothing of it is checked yet, and everything may be missing.</summary>
internal sealed class GeneratorDocument
{
    public string? Name { get; set; }

    public string? Notice { get; set; }

    public string? Source { get; set; }

    public string? Licence { get; set; }

    public string? File { get; set; }

    public string? Sha256 { get; set; }

    public string? CodeInput { get; set; }

    public int? CodeLength { get; set; }

    public string? NoiseInput { get; set; }

    public int[]? NoiseShape { get; set; }

    public string? Output { get; set; }

    public string? Layout { get; set; }

    public string? ChannelOrder { get; set; }

    public float[]? ValueRange { get; set; }

    public int? Size { get; set; }

    public int[]? Crop { get; set; }

    /// <summary>Properties that a manifest does not have: a misspelt one must not be taken for one left out.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
