using System.Text.Json.Serialization;

namespace HyperFace.Indexer.Log;

/// <summary>Body of a <see cref="LogRecordKind.Settings"/> record. <c>NextKey</c> keeps subject keys from being used twice across compactions.</summary>
internal sealed record SettingsBody(
    string GalleryId,
    string Fingerprint,
    int Dimension,
    float? Threshold,
    string? Description,
    string? ModelPath,
    long CreatedUnixMilliseconds,
    uint NextKey);

/// <summary>Body of a <see cref="LogRecordKind.Enrol"/> record. Metadata, when given, is merged over what the subject has.</summary>
internal sealed record EnrolBody(
    [property: JsonPropertyName("s")] string SubjectId,
    [property: JsonPropertyName("k")] uint Key,
    [property: JsonPropertyName("h")] string ContentHash,
    [property: JsonPropertyName("f")] string? Source,
    [property: JsonPropertyName("q")] float? Norm,
    [property: JsonPropertyName("m")] IReadOnlyDictionary<string, string>? Metadata,
    [property: JsonPropertyName("j")] string? JobId,
    [property: JsonPropertyName("r")] long? Row);

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

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogManifest))]
[JsonSerializable(typeof(SettingsBody))]
[JsonSerializable(typeof(EnrolBody))]
[JsonSerializable(typeof(UpdateSubjectBody))]
[JsonSerializable(typeof(RemoveBody))]
internal sealed partial class LogJson : JsonSerializerContext;
