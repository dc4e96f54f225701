using System.Text.Json.Serialization;

namespace HyperFace.Indexer.Log;

/// <summary>Body of a <see cref="LogRecordKind.Enrol"/> record. Metadata, when given, is merged over what the subject has.</summary>
internal sealed record EnrolBody(
    [property: JsonPropertyName("s")] string SubjectId,
    [property: JsonPropertyName("k")] uint Key,
    [property: JsonPropertyName("h")] string ContentHash,
    [property: JsonPropertyName("f")] string? Source = null,
    [property: JsonPropertyName("q")] float? Norm = null,
    [property: JsonPropertyName("m")] IReadOnlyDictionary<string, string>? Metadata = null,
    [property: JsonPropertyName("j")] string? JobId = null,
    [property: JsonPropertyName("r")] long? Row = null,
    [property: JsonPropertyName("n")] int? Images = null);

/// <summary>Body of a <see cref="LogRecordKind.UpdateSubject"/> record: the metadata as a whole.</summary>
internal sealed record UpdateSubjectBody(
    [property: JsonPropertyName("s")] string SubjectId,
    [property: JsonPropertyName("k")] uint Key,
    [property: JsonPropertyName("m")] IReadOnlyDictionary<string, string> Metadata);

/// <summary>Body of a <see cref="LogRecordKind.Remove"/> record. It names every template, so that index and catalogue can each follow it alone.</summary>
internal sealed record RemoveBody(
    [property: JsonPropertyName("s")] string SubjectId,
    [property: JsonPropertyName("k")] uint Key,
    [property: JsonPropertyName("t")] IReadOnlyList<ulong> TemplateIds);

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LogManifest))]
[JsonSerializable(typeof(EnrolBody))]
[JsonSerializable(typeof(UpdateSubjectBody))]
[JsonSerializable(typeof(RemoveBody))]
internal sealed partial class LogJson : JsonSerializerContext;
