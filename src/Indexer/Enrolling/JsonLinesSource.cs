using System.Text.Json;
using System.Text.Json.Serialization;
using HyperFace.Embedding;

namespace HyperFace.Indexer.Enrolling;

/// <summary>JSON Lines of embeddings.</summary>
internal sealed partial record JsonLinesSource(string File, ModelFingerprint? Model) : EnrolmentSource
{
    public const string Kind = "jsonl";

    /// <summary>A line longer than this is not an embedding with metadata; reading on would only fill memory.</summary>
    private const int MaxLineCharacters = 1 << 20;

    /// <inheritdoc/>
    public override bool NeedsModel => false;

    /// <inheritdoc/>
    internal override ModelFingerprint? Fingerprint => Model;

    /// <inheritdoc/>
    internal override SourceDescription Describe() => new(Kind, File, null, Model?.ToString());

    /// <inheritdoc/>
    internal override long? Open(int dimension)
    {
        long rows = Lines().LongCount();
        return rows > 0 ? rows : throw new ImportException($"'{File}' is empty.");
    }

    /// <inheritdoc/>
    internal override IEnumerable<EnrolmentRow> Rows(long first)
    {
        string name = Path.GetFileName(File);
        long row = 0;
        foreach ((long number, string? text) in Lines())
        {
            if (row >= first)
            {
                yield return ToRow(row, $"{name}:{number}", text);
            }

            row++;
        }
    }

    private static EnrolmentRow ToRow(long row, string label, string? line)
    {
        try
        {
            Line? parsed = line is null ? null : JsonSerializer.Deserialize(line, LineJson.Default.Line);
            return parsed is { SubjectId: not null, Embedding: not null }
                ? new EnrolmentRow(row, label, parsed.SubjectId) { Embedding = parsed.Embedding, Metadata = parsed.Metadata }
                : Faulty(line is null ? $"The line is longer than {MaxLineCharacters} characters." : "The line has no subjectId or no embedding.");
        }
        catch (JsonException e)
        {
            return Faulty($"The line is not JSON of the expected form: {e.Message}");
        }

        EnrolmentRow Faulty(string message) => new(row, label, null) { Fault = (RejectionReason.InvalidRow, message) };
    }

    /// <summary>The lines, blank ones left out.</summary>
    private IEnumerable<(long Number, string? Text)> Lines() =>
        TextLines.Read(File, MaxLineCharacters).Where(line => line.Text is null || !string.IsNullOrWhiteSpace(line.Text));

    internal sealed record Line(string? SubjectId, float[]? Embedding, Dictionary<string, string>? Metadata);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Line))]
    internal sealed partial class LineJson : JsonSerializerContext;
}
