using HyperFace.Host.Output;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Enrolling;

/// <summary>What became of a bulk enrolment, for people.</summary>
internal static class EnrolmentReport
{
    private const int RejectionsShown = 10;

    /// <summary>Writes the counts, the first rejections, and where all outcomes stand.</summary>
    public static void Write(Screen screen, Engine engine, Job job)
    {
        EnrolmentSummary sum = job.Enrolment;
        screen.Line($"{HeadingOf(job)} {InWords.Count(sum.Enrolled)} {(job.DryRun ? "would be enrolled" : "enrolled")}, {InWords.Count(sum.Duplicates)} duplicate, {InWords.Count(sum.Rejected)} rejected{DurationOf(job)}.");
        if (job.Error is not null)
        {
            screen.Line($"Why: {job.Error}");
        }

        RowOutcome[] rejected = [.. engine.Jobs.Outcomes(job.JobId, RowResult.Rejected).Take(RejectionsShown)];
        foreach (RowOutcome row in rejected)
        {
            screen.Line($"  rejected: {row.Label}: {row.Message ?? row.Reason?.ToString()}");
        }

        if (sum.Rejected > rejected.Length)
        {
            screen.Line($"  … and {InWords.Count(sum.Rejected - rejected.Length)} more.");
        }

        screen.Line($"Every row's outcome: {engine.Jobs.OutcomesPath(job.JobId)}");
        if (!job.HasEnded)
        {
            screen.Line("To go on where it stopped, give the same command again; to give it up: hyperface job cancel " + job.JobId);
        }
        else if (engine.Galleries.Open(job.GalleryId).IsRebuildDue)
        {
            screen.Line($"Many templates are found by scanning; searches get faster with: hyperface rebuild {job.GalleryId}");
        }
    }

    private static string HeadingOf(Job job) => job.State switch
    {
        JobState.Completed => job.DryRun ? "Checked:" : "Done:",
        JobState.Cancelled => "Cancelled:",
        JobState.Failed => "Failed:",
        _ => "Stopped:",
    };

    private static string DurationOf(Job job)
    {
        if (job is not { StartedAt: { } start, EndedAt: { } end } || end <= start)
        {
            return "";
        }

        // The rate is that of this run; the counts may include an earlier one.
        return job.Progress.PerSecond > 0
            ? $" in {InWords.Time(end - start)} ({InWords.Count((long)job.Progress.PerSecond)} rows a second)"
            : $" in {InWords.Time(end - start)}";
    }
}
