namespace HyperFace.Indexer;

/// <summary>How far a running job is.</summary>
/// <param name="Stage">What it is doing: <c>waiting</c>, <c>enrolling</c>, <c>validating</c>, or a stage of <see cref="RebuildProgress"/>.</param>
/// <param name="Done">Rows or templates done in this stage; of a resumed enrolment, earlier rows included.</param>
/// <param name="Total">Rows or templates in all; null when not known.</param>
/// <param name="PerSecond">Rate since the job was started or resumed; 0 when not known.</param>
/// <param name="Remaining">Time left at this rate; null when not known.</param>
public readonly record struct JobProgress(string Stage, long Done, long? Total, double PerSecond, TimeSpan? Remaining);
