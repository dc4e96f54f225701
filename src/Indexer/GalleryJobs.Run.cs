using HyperFace.Embedding;
using HyperFace.Indexer.Jobs;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer;

public sealed partial class GalleryJobs
{
    /// <summary>
    /// Runs a job to whatever end it comes to, and writes that down. Called by the workers; nothing a job does may end
    /// the worker, or the jobs behind it would wait for ever.
    /// </summary>
    internal async Task RunAsync(LiveJob job, Func<CancellationToken, Task<JobRecord>> work, CancellationToken hostStops)
    {
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Cancelled, hostStops);
            JobRecord end = await WorkAsync(job, work, stop.Token).ConfigureAwait(false);
            job.Save(_ => end);
            JobStands(_logger, end.JobId, end.Kind, end.GalleryId, end.State, end.Error is null ? string.Empty : $": {end.Error}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The gallery was removed, or the disk is full: the job cannot even be written down.
            JobNotWritten(_logger, job.Record.JobId, e.Message);
        }
        finally
        {
            _live.TryRemove(job.Record.JobId, out _);
            job.Dispose();
        }
    }

    private async Task<JobRecord> WorkAsync(LiveJob job, Func<CancellationToken, Task<JobRecord>> work, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            job.Save(record => record with { State = JobState.Running, StartedAt = _time.GetUtcNow() });
            JobRecord done = await work(stop).ConfigureAwait(false);
            return done with { State = JobState.Completed, EndedAt = _time.GetUtcNow() };
        }
        catch (OperationCanceledException) when (job.Cancelled.IsCancellationRequested)
        {
            return job.Record with { State = JobState.Cancelled, EndedAt = _time.GetUtcNow() };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return job.Record with { State = JobState.Queued };
        }
        catch (GalleryException e)
        {
            return Failed(job, e.Message, e.Code);
        }
        catch (ObjectDisposedException)
        {
            return Failed(job, $"Gallery '{job.Record.GalleryId}' was closed or removed while the job was at work on it.", "galleryClosed");
        }
        catch (Exception e) when (e is ModelException or ExecutionProviderException or DecodingUnavailableException or IOException or UnauthorizedAccessException)
        {
            return Failed(job, e.Message, "unavailable");
        }
        catch (Exception e)
        {
            JobBroke(_logger, e, job.Record.JobId);
            return Failed(job, $"An unexpected error: {e.Message}", "unexpected");
        }
    }

    private JobRecord Failed(LiveJob job, string message, string code) =>
        job.Record with { State = JobState.Failed, EndedAt = _time.GetUtcNow(), Error = message, ErrorCode = code };

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Job} ({Kind} of gallery {Gallery}) is {State}{Error}")]
    private static partial void JobStands(ILogger logger, string job, JobKind kind, string gallery, JobState state, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} met an error that it should not have met")]
    private static partial void JobBroke(ILogger logger, Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of job {Job} could not be written down: {Reason}")]
    private static partial void JobNotWritten(ILogger logger, string job, string reason);
}
