using Microsoft.Extensions.Hosting;

namespace HyperFace.Indexer.Jobs;

/// <summary>Runs rebuilds, one at a time. One that the host's end cuts short has changed nothing and begins anew with the next host.</summary>
internal sealed class RebuildWorker(GalleryJobs jobs, GalleryStore galleries, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (LiveJob job in jobs.Rebuilds.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                await jobs.RunAsync(job, stop => RunAsync(job, stop), stoppingToken).ConfigureAwait(false);
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
        Gallery gallery = galleries.Open(record.GalleryId);
        RebuildReport report = await gallery.RebuildAsync(record.Request ?? new RebuildRequest(), new RebuildMeter(job, time), stop).ConfigureAwait(false);
        return job.Record with { Rebuild = report };
    }
}
