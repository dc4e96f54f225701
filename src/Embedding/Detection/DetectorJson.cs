using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Detection;

/// <summary>How a detector's manifest is written in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(DetectorDocument))]
internal sealed partial class DetectorJson : JsonSerializerContext;
