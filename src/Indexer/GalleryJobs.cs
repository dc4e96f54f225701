namespace HyperFace.Indexer;

/// <summary>
/// The long jobs of all galleries: bulk enrolments and rebuilds. A job is written down before it runs, is resumed after
/// a crash where it stopped, and runs in the host's background. One job of a kind runs at a time in a gallery; others
/// wait. Safe for any number of threads.
/// </summary>
public sealed class GalleryJobs
{
    /// <summary>
    /// Starts a bulk enrolment. When the gallery has an unfinished one of the same source (a process was killed, a host
    /// was stopped), that one is resumed instead.
    /// </summary>
    /// <param name="galleryId">The gallery.</param>
    /// <param name="source">Where the faces come from.</param>
    /// <param name="dryRun">Validate every row and enrol none.</param>
    /// <exception cref="GalleryNotFoundException">There is no such gallery.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="ImportException">The source cannot be read as what it is said to be, or lies outside the import root.</exception>
    /// <exception cref="ModelMismatchException">The source's embeddings are of another model, or the gallery's model is not at hand.</exception>
    public Job StartEnrolment(string galleryId, EnrolmentSource source, bool dryRun = false) => throw new NotImplementedException();

    /// <summary>Starts a rebuild.</summary>
    /// <exception cref="GalleryNotFoundException">There is no such gallery.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    public Job StartRebuild(string galleryId, RebuildRequest? request = null) => throw new NotImplementedException();

    /// <summary>The job of that id as it stands now.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public Job Find(string jobId) => throw new NotImplementedException();

    /// <summary>The jobs of one gallery, or of all: newest first.</summary>
    /// <param name="galleryId">The gallery; null lists all.</param>
    /// <param name="max">At most this many, 1 to 1000.</param>
    public IReadOnlyList<Job> List(string? galleryId = null, int max = 100) => throw new NotImplementedException();

    /// <summary>Asks a job to stop. One that has ended stays as it is.</summary>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public Job Cancel(string jobId) => throw new NotImplementedException();

    /// <summary>Waits until a job has ended, or until this host stops working on it; returns how it stands then.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="progress">Told from time to time how the job stands; may be null.</param>
    /// <param name="cancellation">Stops the waiting, not the job.</param>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public Task<Job> WaitAsync(string jobId, IProgress<Job>? progress = null, CancellationToken cancellation = default) => throw new NotImplementedException();

    /// <summary>The outcomes of an enrolment's rows so far, in order of the rows; empty for a rebuild.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="result">Only outcomes of this kind; null takes all.</param>
    /// <param name="fromRow">Begin at this row.</param>
    /// <exception cref="JobNotFoundException">There is none of that id.</exception>
    public IEnumerable<RowOutcome> Outcomes(string jobId, RowResult? result = null, long fromRow = 0) => throw new NotImplementedException();
}
