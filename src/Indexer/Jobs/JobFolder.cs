using System.Text.Json;

namespace HyperFace.Indexer.Jobs;

/// <summary>Where one job is written down: <c>job.json</c>, replaced atomically, and <c>outcomes.jsonl</c>.</summary>
internal sealed class JobFolder(string path)
{
    private const string RecordName = "job.json";
    private const int IdLength = 32;

    /// <summary>The outcomes of an enrolment.</summary>
    public string Outcomes => Path.Combine(path, "outcomes.jsonl");

    /// <summary>Whether <paramref name="jobId"/> can be one; anything else must not become a path.</summary>
    public static bool IsId(string jobId) => jobId.Length == IdLength && jobId.All(char.IsAsciiHexDigitLower);

    /// <summary>The folders of a gallery's jobs, newest first.</summary>
    public static IEnumerable<JobFolder> All(string jobsFolder) => Directory.Exists(jobsFolder)
        ? Directory.EnumerateDirectories(jobsFolder).Where(folder => IsId(Path.GetFileName(folder))).OrderDescending(StringComparer.Ordinal).Select(folder => new JobFolder(folder))
        : [];

    /// <summary>Writes the record durably, and makes the folder if it is the first.</summary>
    public void Save(JobRecord record)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            DurableFile.FlushFolder(Path.GetDirectoryName(path)!);
        }

        DurableFile.Write(Path.Combine(path, RecordName), stream => JsonSerializer.Serialize(stream, record, JobJson.Default.JobRecord));
    }

    /// <summary>Reads the record; null when there is none that can be read: a job is not the truth, and a damaged record is a job nobody can resume.</summary>
    public JobRecord? Load()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, RecordName)), JobJson.Default.JobRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
