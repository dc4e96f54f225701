using System.Collections.Concurrent;
using System.Threading.Channels;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Jobs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HyperFace.Indexer;

/// <summary>
/// The long jobs of all galleries: bulk enrolments and rebuilds. A job is written down before it runs, is resumed after
/// a crash where it stopped, and runs in the host's background: one enrolment and one rebuild at a time, others wait.
/// Safe for any number of threads.
/// </summary>
public sealed partial class GalleryJobs
{
    private const int MaxPage = 1000;

    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(200);

    private readonly GalleryStore _galleries;
    private readonly FaceModels _models;
    private readonly HyperFaceOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<string, LiveJob> _live = new(StringComparer.Ordinal);
    private readonly Lock _starting = new();

    /// <summary>Takes its parts from the host; see <c>AddHyperFace</c>.</summary>
    /// <param name="galleries">The galleries.</param>
    /// <param name="models">The models that image sources need.</param>
    /// <param name="options">The host's options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of jobs that begin, end and fail.</param>
    public GalleryJobs(GalleryStore galleries, FaceModels models, IOptions<HyperFaceOptions> options, TimeProvider time, ILogger<GalleryJobs> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _galleries = galleries;
        _models = models;
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    /// <summary>Enrolments waiting for the worker.</summary>
    internal Channel<LiveJob> Enrolments { get; } = Channel.CreateUnbounded<LiveJob>();

    /// <summary>Rebuilds waiting for the worker.</summary>
    internal Channel<LiveJob> Rebuilds { get; } = Channel.CreateUnbounded<LiveJob>();

    /// <summary>The job of that id as it stands now.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public Job Find(string jobId) => _live.TryGetValue(jobId, out LiveJob? live) ? live.Job : ToJob(Require(jobId));

    /// <summary>The jobs of one gallery, or of all: newest first.</summary>
    /// <param name="galleryId">The gallery; null lists all.</param>
    /// <param name="max">At most this many, 1 to 1000.</param>
    /// <exception cref="GalleryNotFoundException">There is no such gallery.</exception>
    /// <exception cref="InvalidRequestException"><paramref name="max"/> is out of range.</exception>
    public IReadOnlyList<Job> List(string? galleryId = null, int max = 100)
    {
        if (max is < 1 or > MaxPage)
        {
            throw new InvalidRequestException($"max is {max}; it must be 1 to {MaxPage}.");
        }

        IReadOnlyList<string> known = _galleries.List();
        if (galleryId is not null && !known.Contains(galleryId))
        {
            throw new GalleryNotFoundException($"There is no gallery '{galleryId}'.");
        }

        return [.. (galleryId is null ? known : [galleryId])
            .SelectMany(JobsOf)
            .Select(job => _live.TryGetValue(job.Record.JobId, out LiveJob? live) ? live.Job : ToJob(job))
            .OrderByDescending(job => job.JobId, StringComparer.Ordinal)
            .Take(max)];
    }

    /// <summary>Asks a job to stop. One that has ended stays as it is.</summary>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    /// <exception cref="GalleryInUseException">Another process has the gallery open, and with it the job.</exception>
    public Job Cancel(string jobId)
    {
        if (_live.TryGetValue(jobId, out LiveJob? live))
        {
            live.Cancel();
            return live.Job;
        }

        (JobFolder folder, JobRecord record) = Require(jobId);
        if (!record.HasEnded)
        {
            // Nobody else can be at work on it once the gallery is ours.
            _galleries.Open(record.GalleryId);
            record = record with { State = JobState.Cancelled, EndedAt = _time.GetUtcNow(), Enrolment = OutcomeFile.Summarise(folder.Outcomes) };
            folder.Save(record);
        }

        return ToJob((folder, record));
    }

    /// <summary>Waits until a job has ended, or until this host stops working on it; returns how it stands then.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="progress">Told from time to time how the job stands; may be null.</param>
    /// <param name="cancellation">Stops the waiting, not the job.</param>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public async Task<Job> WaitAsync(string jobId, IProgress<Job>? progress = null, CancellationToken cancellation = default)
    {
        if (!_live.TryGetValue(jobId, out LiveJob? live))
        {
            return Find(jobId);
        }

        while (!live.Left.IsCompleted)
        {
            progress?.Report(live.Job);
            await Task.WhenAny(live.Left, Task.Delay(ReportEvery, _time, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }

        progress?.Report(live.Job);
        return live.Job;
    }

    /// <summary>The outcomes of an enrolment's rows so far, in order of the rows; empty for a rebuild.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="result">Only outcomes of this kind; null takes all.</param>
    /// <param name="fromRow">Begin at this row.</param>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public IEnumerable<RowOutcome> Outcomes(string jobId, RowResult? result = null, long fromRow = 0) =>
        OutcomeFile.Read(Require(jobId).Folder.Outcomes).Where(outcome => outcome.Row >= fromRow && (result is null || outcome.Result == result));

    /// <summary>The file with the outcomes of an enrolment's rows: JSON Lines, one per row.</summary>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public string OutcomesPath(string jobId) => Require(jobId).Folder.Outcomes;

    private (JobFolder Folder, JobRecord Record) Require(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (JobFolder.IsId(jobId))
        {
            foreach (string galleryId in _galleries.List())
            {
                var folder = new JobFolder(Path.Combine(FolderOf(galleryId), jobId));
                if (folder.Load() is { } record)
                {
                    return (folder, record);
                }
            }
        }

        throw new JobNotFoundException($"There is no job '{jobId}'.");
    }

    private IEnumerable<(JobFolder Folder, JobRecord Record)> JobsOf(string galleryId)
    {
        foreach (JobFolder folder in JobFolder.All(FolderOf(galleryId)))
        {
            if (folder.Load() is { } record)
            {
                yield return (folder, record);
            }
        }
    }

    private string FolderOf(string galleryId) => new GalleryFolder(Path.Combine(_galleries.Folder, galleryId)).Jobs;

    /// <summary>A job that nobody works on: what its file says, but for one that a crash cut short.</summary>
    private Job ToJob((JobFolder Folder, JobRecord Record) job)
    {
        JobRecord record = job.Record;
        if (record.State == JobState.Running && _galleries.IsOpen(record.GalleryId))
        {
            // The gallery is ours and the job is not: the process that ran it is gone.
            record = record with { State = JobState.Queued };
        }

        if (!record.HasEnded && record.Kind == JobKind.Enrolment)
        {
            record = record with { Enrolment = OutcomeFile.Summarise(job.Folder.Outcomes) };
        }

        string stage = record.HasEnded ? "ended" : "waiting";
        return record.ToJob(new JobProgress(stage, record.Enrolment.Rows, record.Total, 0, null));
    }
}
