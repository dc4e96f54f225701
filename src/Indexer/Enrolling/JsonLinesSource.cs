using System.Text;
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
        foreach (string? line in Lines())
        {
            if (row >= first)
            {
                yield return ToRow(row, $"{name}:{row + 1}", line);
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

    /// <summary>The lines, blank ones left out; null in place of one that is too long.</summary>
    private IEnumerable<string?> Lines()
    {
        StreamReader reader;
        try
        {
            reader = new StreamReader(File, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{File}' cannot be read: {e.Message}", e);
        }

        using (reader)
        {
            var line = new StringBuilder();
            bool tooLong = false;
            for (int c = reader.Read(); c >= 0; c = reader.Read())
            {
                if (c == '\n')
                {
                    if (tooLong || !IsBlank(line))
                    {
                        yield return tooLong ? null : line.ToString();
                    }

                    line.Clear();
                    tooLong = false;
                }
                else if (line.Length < MaxLineCharacters)
                {
                    line.Append((char)c);
                }
                else
                {
                    tooLong = true;
                }
            }

            if (tooLong || !IsBlank(line))
            {
                yield return tooLong ? null : line.ToString();
            }
        }
    }

    private static bool IsBlank(StringBuilder line)
    {
        for (int i = 0; i < line.Length; i++)
        {
            if (!char.IsWhiteSpace(line[i]))
            {
                return false;
            }
        }

        return true;
    }

    internal sealed record Line(string? SubjectId, float[]? Embedding, Dictionary<string, string>? Metadata);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Line))]
    internal sealed partial class LineJson : JsonSerializerContext;
}
