using HyperFace.Indexer;

namespace HyperFace.Host.Commands.Jobs;

/// <summary>Where a job's files lie (docs/architecture.md).</summary>
internal static class JobFiles
{
    /// <summary>The file with one line per row of an enrolment.</summary>
    public static string OutcomesOf(Engine engine, Job job) =>
        Path.Combine(engine.Galleries.Folder, job.GalleryId, "jobs", job.JobId, "outcomes.jsonl");
}
