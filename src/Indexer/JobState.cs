namespace HyperFace.Indexer;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>Waiting for its turn, or stopped in the middle and waiting to be resumed.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done. Single rows may have been rejected all the same; the outcomes say which.</summary>
    Completed,

    /// <summary>Given up; <see cref="Job.Error"/> says why.</summary>
    Failed,

    /// <summary>Stopped on request. What was enrolled until then stays.</summary>
    Cancelled,
}
