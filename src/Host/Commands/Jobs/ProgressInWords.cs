using HyperFace.Host.Output;
using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>A job's progress in one line.</summary>
internal static class ProgressInWords
{
    /// <summary>Stage, count, rate, rejections, time left.</summary>
    public static string Of(Job job)
    {
        if (job.HasEnded)
        {
            return OfEnd(job);
        }

        JobProgress progress = job.Progress;
        string done = progress.Total is { } total ? $"{InWords.Count(progress.Done)} of {InWords.Count(total)}" : InWords.Count(progress.Done);
        string rate = progress.PerSecond >= 1 ? $", {InWords.Count((long)progress.PerSecond)} a second" : "";
        string rejected = job.Enrolment.Rejected > 0 ? $", {InWords.Count(job.Enrolment.Rejected)} rejected" : "";
        string left = progress.Remaining is { } remaining ? $", {InWords.Time(remaining)} left" : "";
        return $"{progress.Stage} {done}{rate}{rejected}{left}";
    }

    private static string OfEnd(Job job) => job switch
    {
        { Error: { } error } => error,
        { Rebuild: { } report } => $"generation {report.Generation}, {InWords.Count(report.Templates)} templates",
        { Kind: JobKind.Enrolment } => $"{InWords.Count(job.Enrolment.Enrolled)} enrolled, {InWords.Count(job.Enrolment.Duplicates)} duplicate, {InWords.Count(job.Enrolment.Rejected)} rejected",
        _ => "-",
    };
}
