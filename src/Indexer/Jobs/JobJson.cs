using System.Text.Json.Serialization;
using HyperFace.Embedding;

namespace HyperFace.Indexer.Jobs;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<JobKind>), typeof(CamelCaseEnum<JobState>), typeof(CamelCaseEnum<RowResult>), typeof(CamelCaseEnum<RejectionReason>), typeof(CamelCaseEnum<TemplateFusion>), typeof(CamelCaseEnum<FacePolicy>), typeof(CamelCaseEnum<QualityLevel>)])]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(RowOutcome))]
internal sealed partial class JobJson : JsonSerializerContext;
