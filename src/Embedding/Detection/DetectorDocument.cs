using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Detection;

/// <summary>A detector's manifest as it was read: nothing of it is checked yet, and everything may be missing.</summary>
internal sealed class DetectorDocument
{
    public string? Name { get; set; }

    public string? Notice { get; set; }

    public string? Source { get; set; }

    public string? Licence { get; set; }

    public string? File { get; set; }

    public string? Sha256 { get; set; }

    public string? Layout { get; set; }

    public string? Input { get; set; }

    public int? Width { get; set; }

    public int? Height { get; set; }

    public int? MaxSide { get; set; }

    public string? ChannelOrder { get; set; }

    public float[]? Mean { get; set; }

    public float[]? Scale { get; set; }

    public int[]? Strides { get; set; }

    public int? Anchors { get; set; }

    public float? ScoreThreshold { get; set; }

    public float? OverlapThreshold { get; set; }

    public string[]? Outputs { get; set; }

    /// <summary>Properties that a manifest does not have: a misspelt one must not be taken for one left out.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
