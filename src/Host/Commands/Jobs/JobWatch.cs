using HyperFace.Host.Output;
using HyperFace.Indexer;
using Spectre.Console;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>Waits for a job and shows how it goes.</summary>
internal static class JobWatch
{
    /// <summary>
    /// Waits until the job has ended. When the user asks for a stop, the engine is stopped in order, so that the job can
    /// be resumed; the job is returned as it stands then.
    /// </summary>
    public static async Task<Job> WaitAsync(Screen screen, Engine engine, Job job, CancellationToken cancellation)
    {
        try
        {
            return screen.DrawsProgress
                ? await DrawAsync(screen, engine, job, cancellation).ConfigureAwait(false)
                : await engine.Jobs.WaitAsync(job.JobId, screen.Json ? null : new ProgressLines(screen), cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            screen.Note("Stopping: what is under way is being finished. Ctrl-C again to end at once.");
            await engine.StopAsync().ConfigureAwait(false);
            return engine.Jobs.Find(job.JobId);
        }
    }

    private static Task<Job> DrawAsync(Screen screen, Engine engine, Job job, CancellationToken cancellation) => screen.ErrorConsole
        .Progress()
        .AutoClear(true)
        .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(context =>
        {
            ProgressTask bar = context.AddTask("waiting", maxValue: 1);
            return engine.Jobs.WaitAsync(job.JobId, new ProgressBar(bar), cancellation);
        });
}
