using System.Text.Json;
using System.Text.Json.Serialization;

namespace HyperFace.Indexer.Jobs;

/// <summary>Writes an enumeration by name: files outlive the order of its members.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
