using System.Buffers;
using System.Text.Json;

namespace HyperFace.Indexer.Jobs;

/// <summary>
/// One line of JSON per row, in order of the rows. The number of whole lines is the point where a job resumes: a line
/// is written after its row was acknowledged, so a crash repeats rows but never skips one, and a repeated row meets
/// its own template. Not thread-safe.
/// </summary>
internal sealed class OutcomeFile : IDisposable
{
    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _waiting = new(1 << 16);

    private OutcomeFile(FileStream file, EnrolmentSummary summary)
    {
        _file = file;
        Summary = summary;
    }

    /// <summary>The outcomes counted, those of <see cref="Add"/> included.</summary>
    public EnrolmentSummary Summary { get; private set; }

    /// <summary>Opens the file behind its last whole line, which a crash may have left in the middle of the next.</summary>
    public static OutcomeFile Open(string path)
    {
        (EnrolmentSummary summary, long length) = Count(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.SetLength(length);
        file.Position = length;
        return new OutcomeFile(file, summary);
    }

    /// <summary>The outcomes so far.</summary>
    public static EnrolmentSummary Summarise(string path) => Count(path).Summary;

    /// <summary>Reads the outcomes; stops at a line that is not whole.</summary>
    public static IEnumerable<RowOutcome> Read(string path)
    {
        if (!File.Exists(path))
        {
            yield break;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var lines = new StreamReader(file);
        long row = 0;
        while (lines.ReadLine() is { } line && Parse(line) is { } outcome && outcome.Row == row)
        {
            yield return outcome;
            row++;
        }
    }

    /// <summary>Takes the outcome of the next row.</summary>
    public void Add(RowOutcome outcome)
    {
        using (var json = new Utf8JsonWriter(_waiting))
        {
            JsonSerializer.Serialize(json, outcome, JobJson.Default.RowOutcome);
        }

        _waiting.Write("\n"u8);
        Summary = Plus(Summary, outcome.Result);
    }

    /// <summary>Hands what was added to the operating system: it survives this process, if not a power cut.</summary>
    public void Flush()
    {
        _file.Write(_waiting.WrittenSpan);
        _waiting.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _file.Flush(flushToDisk: true);
        _file.Dispose();
    }

    private static (EnrolmentSummary Summary, long Length) Count(string path)
    {
        var summary = default(EnrolmentSummary);
        long length = 0;
        if (!File.Exists(path))
        {
            return (summary, length);
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var lines = new StreamReader(file);
        long fileLength = file.Length;
        while (lines.ReadLine() is { } line)
        {
            long end = length + System.Text.Encoding.UTF8.GetByteCount(line) + 1;
            if (end > fileLength || Parse(line) is not { } outcome || outcome.Row != summary.Rows)
            {
                break;
            }

            summary = Plus(summary, outcome.Result);
            length = end;
        }

        return (summary, length);
    }

    private static RowOutcome? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JobJson.Default.RowOutcome);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EnrolmentSummary Plus(EnrolmentSummary summary, RowResult result) => result switch
    {
        RowResult.Enrolled => summary with { Enrolled = summary.Enrolled + 1 },
        RowResult.Duplicate => summary with { Duplicates = summary.Duplicates + 1 },
        _ => summary with { Rejected = summary.Rejected + 1 },
    };
}
