using System.Text.Json.Serialization;

namespace HyperFace.Indexer.Jobs;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(CamelCaseEnum<JobKind>), typeof(CamelCaseEnum<JobState>), typeof(CamelCaseEnum<RowResult>), typeof(CamelCaseEnum<RejectionReason>), typeof(CamelCaseEnum<TemplateFusion>)])]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(RowOutcome))]
internal sealed partial class JobJson : JsonSerializerContext;
