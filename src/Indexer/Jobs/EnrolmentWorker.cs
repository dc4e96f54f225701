using HyperFace.Embedding;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HyperFace.Indexer.Jobs;

/// <summary>Runs bulk enrolments, one at a time: a single one keeps every processor busy. When the host stops, the job ends at a clean point and waits to be resumed.</summary>
internal sealed partial class EnrolmentWorker(GalleryJobs jobs, GalleryStore galleries, FaceModels models, IOptions<HyperFaceOptions> options, TimeProvider time, ILogger<EnrolmentWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Off the host's start: resuming reads the sources once more.
        await Task.Yield();
        jobs.ResumeUnfinished();
        try
        {
            await foreach (LiveJob job in jobs.Enrolments.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await jobs.RunAsync(job, stop => RunAsync(job, stop), stoppingToken).ConfigureAwait(false);
                jobs.RebuildIfDue(job.Record.GalleryId);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits is on disk and is resumed by the next host.
        }
    }

    private async Task<JobRecord> RunAsync(LiveJob job, CancellationToken stop)
    {
        JobRecord record = job.Record;
        EnrolmentSource source = record.Source!.ToSource();
        Gallery gallery = galleries.Open(record.GalleryId);
        FaceEmbedder? embedder = source.NeedsModel ? models.For(gallery) : null;
        FaceDetector? detector = source.NeedsModel ? models.Detector : null;
        EnrolmentBegins(logger, record.JobId, record.GalleryId, record.Source.ToString(), record.Enrolment.Rows);
        if (embedder is not null && !record.DryRun)
        {
            InferencePlan plan = embedder.ChoosePlan();
            ModelSpread(logger, record.JobId, plan.Calls, plan.Threads, plan.BatchSize, plan.FacesPerSecond);
        }

        bool ended = await new EnrolmentPipeline(job, gallery, embedder, detector, options.Value, time).RunAsync(source, stop).ConfigureAwait(false);
        if (!ended)
        {
            throw new OperationCanceledException(stop);
        }

        return job.Record;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: enrolling into gallery {Gallery} from {Source}, beginning at row {Row}")]
    private static partial void EnrolmentBegins(ILogger logger, string job, string gallery, string source, long row);

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job}: the model runs {Calls} calls side by side, of {Threads} threads and up to {Batch} faces each ({FacesPerSecond} faces a second when it was measured)")]
    private static partial void ModelSpread(ILogger logger, string job, int calls, int threads, int batch, double? facesPerSecond);
}
