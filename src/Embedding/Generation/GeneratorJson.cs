using System.Text.Json.Serialization;

namespace HyperFace.Embedding.Generation;

/// <summary>How a generator's manifest is written in JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(GeneratorDocument))]
internal sealed partial class GeneratorJson : JsonSerializerContext;
