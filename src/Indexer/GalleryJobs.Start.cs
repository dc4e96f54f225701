using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Jobs;
using Microsoft.Extensions.Logging;

namespace HyperFace.Indexer;

public sealed partial class GalleryJobs
{
    /// <summary>
    /// Starts a bulk enrolment. When the gallery has an unfinished one of the same source (a process was killed, a host
    /// was stopped) and the source has not changed since, that one is resumed instead.
    /// </summary>
    /// <param name="galleryId">The gallery.</param>
    /// <param name="source">Where the faces come from.</param>
    /// <param name="dryRun">Validate every row and enrol none.</param>
    /// <param name="fusion">What becomes of several rows of one subject. To be fused they must stand together in the source.</param>
    /// <exception cref="GalleryNotFoundException">There is no such gallery.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="ImportException">The source cannot be read as what it is said to be, lies outside the import root, or is to be fused and has rows of a subject in several places.</exception>
    /// <exception cref="InvalidRequestException"><paramref name="fusion"/> is none.</exception>
    /// <exception cref="ModelMismatchException">The source's embeddings are of another model, or the gallery's model is not at hand.</exception>
    /// <exception cref="InvalidRequestException">The options take all faces of a photo, but each is to be one subject's.</exception>
    /// <exception cref="ModelException">The model or the detector cannot be used.</exception>
    public Job StartEnrolment(string galleryId, EnrolmentSource source, bool dryRun = false, TemplateFusion fusion = TemplateFusion.KeepAll)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Enum.IsDefined(fusion))
        {
            throw new InvalidRequestException($"fusion is {fusion}, which is none.");
        }

        Gallery gallery = _galleries.Open(galleryId);
        SourceDescription description = source.Describe();
        ImportRoot.Require(_options.ImportRoot, description);
        if (source.Fingerprint is { } fingerprint)
        {
            gallery.RequireModel(fingerprint);
        }

        long? total = source.Open(gallery.Dimension);
        if (source.NeedsModel)
        {
            _models.RequireOneFacePerPhoto();
            _models.For(gallery);
            _ = _models.Detector;
        }

        if (fusion == TemplateFusion.Fuse)
        {
            SubjectRuns.Require(source);
        }

        string stamp = SourceStamp.Of(description);
        PhotoRules? photos = PhotoRulesOf(source);
        lock (_starting)
        {
            foreach ((JobFolder folder, JobRecord record) in JobsOf(galleryId).Where(job => IsUnfinished(job.Record, description, dryRun, fusion)).ToArray())
            {
                if (_live.TryGetValue(record.JobId, out LiveJob? live))
                {
                    return live.Job;
                }

                if (record.SourceStamp == stamp && record.Photos == photos)
                {
                    return Enqueue(folder, record);
                }

                folder.Save(record with { State = JobState.Cancelled, EndedAt = _time.GetUtcNow(), Error = record.SourceStamp == stamp ? PhotoRulesChanged : SourceChanged, Enrolment = OutcomeFile.Summarise(folder.Outcomes) });
            }

            return Create(gallery, new JobRecord
            {
                JobId = NewId(),
                GalleryId = galleryId,
                Kind = JobKind.Enrolment,
                State = JobState.Queued,
                DryRun = dryRun,
                Fusion = fusion,
                Source = description,
                SourceStamp = stamp,
                Photos = photos,
                Total = total,
                CreatedAt = _time.GetUtcNow(),
            });
        }
    }

    /// <summary>Starts a rebuild; when one waits or runs in that gallery already, that one is returned.</summary>
    /// <param name="galleryId">The gallery.</param>
    /// <param name="request">How to rebuild; null takes the defaults.</param>
    /// <exception cref="GalleryNotFoundException">There is no such gallery.</exception>
    /// <exception cref="GalleryInUseException">Another process has it open.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    public Job StartRebuild(string galleryId, RebuildRequest? request = null)
    {
        request ??= new RebuildRequest();
        request.Validate();
        Gallery gallery = _galleries.Open(galleryId);
        lock (_starting)
        {
            return _live.Values.FirstOrDefault(live => live.Record.Kind == JobKind.Rebuild && live.Record.GalleryId == galleryId)?.Job ?? Create(gallery, new JobRecord
            {
                JobId = NewId(),
                GalleryId = galleryId,
                Kind = JobKind.Rebuild,
                State = JobState.Queued,
                Request = request,
                CreatedAt = _time.GetUtcNow(),
            });
        }
    }

    private const string SourceChanged = "The source has changed since this job began, so its row numbers mean other rows now. Enrol it again: rows that are in the gallery already are recognised.";

    private const string PhotoRulesChanged = "This job began with another detector, or other rules of which faces are taken, than the options have now: its rows would not be judged alike. Set them back and enrol again, or enrol again as they are; rows that are in the gallery already are recognised.";

    /// <summary>Takes up what an earlier host left unfinished, where the options ask for it.</summary>
    internal void ResumeUnfinished()
    {
        if (!_options.ResumeJobs)
        {
            return;
        }

        foreach (string galleryId in _galleries.List())
        {
            try
            {
                Resume(galleryId);
            }
            catch (Exception e) when (e is GalleryException or ModelException or ExecutionProviderException or IOException or UnauthorizedAccessException)
            {
                NotResumed(_logger, galleryId, e.Message);
            }
        }
    }

    /// <summary>Starts a rebuild of a gallery that needs one, where the options ask for it.</summary>
    internal void RebuildIfDue(string galleryId)
    {
        try
        {
            if (_options.AutoRebuild && _galleries.Open(galleryId).IsRebuildDue)
            {
                StartRebuild(galleryId);
            }
        }
        catch (Exception e) when (e is GalleryException or IOException or UnauthorizedAccessException)
        {
            NotRebuilt(_logger, galleryId, e.Message);
        }
    }

    private static bool IsUnfinished(JobRecord record, SourceDescription source, bool dryRun, TemplateFusion fusion) =>
        record is { Kind: JobKind.Enrolment, HasEnded: false } && record.DryRun == dryRun && record.Fusion == fusion && record.Source == source;

    private void Resume(string galleryId)
    {
        foreach ((JobFolder folder, JobRecord record) in JobsOf(galleryId).Where(job => !job.Record.HasEnded).Reverse().ToArray())
        {
            _galleries.Open(galleryId);
            lock (_starting)
            {
                if (_live.ContainsKey(record.JobId))
                {
                    continue;
                }

                if (record.Kind == JobKind.Enrolment && HindranceOf(record) is { } hindrance)
                {
                    folder.Save(record with { State = JobState.Failed, EndedAt = _time.GetUtcNow(), Error = hindrance.Error, ErrorCode = hindrance.Code, Enrolment = OutcomeFile.Summarise(folder.Outcomes) });
                    continue;
                }

                Enqueue(folder, record);
            }
        }

        if (_options.AutoRebuild)
        {
            RebuildIfDue(galleryId);
        }
    }

    /// <summary>Why an enrolment cannot go on where it stopped; null when it can.</summary>
    private (string Error, string Code)? HindranceOf(JobRecord record) =>
        record.SourceStamp != SourceStamp.Of(record.Source!) ? (SourceChanged, "sourceChanged")
        : record.Photos != PhotoRulesOf(record.Source!.ToSource()) ? (PhotoRulesChanged, "photoRulesChanged")
        : null;

    private PhotoRules? PhotoRulesOf(EnrolmentSource source) =>
        source.NeedsModel && _models.Detector is { } detector ? new PhotoRules(detector.Manifest.Sha256, _options.Photos) : null;

    /// <summary>Ids made by one clock sort by creation, which is how the newest job is found without reading all.</summary>
    private string NewId() => Guid.CreateVersion7(_time.GetUtcNow()).ToString("N");

    private Job Create(Gallery gallery, JobRecord record)
    {
        var folder = new JobFolder(Path.Combine(gallery.JobsFolder, record.JobId));
        try
        {
            folder.Save(record);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GalleryStorageException($"The job could not be written down in '{gallery.JobsFolder}': {e.Message} It was not started.", e);
        }

        return Enqueue(folder, record);
    }

    private Job Enqueue(JobFolder folder, JobRecord record)
    {
        var live = new LiveJob(folder, record with { State = JobState.Queued, Enrolment = OutcomeFile.Summarise(folder.Outcomes) });
        _live[record.JobId] = live;
        (record.Kind == JobKind.Enrolment ? Enrolments : Rebuilds).Writer.TryWrite(live);
        return live.Job;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unfinished jobs of gallery {Gallery} were not resumed: {Reason}")]
    private static partial void NotResumed(ILogger logger, string gallery, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery} was not rebuilt: {Reason}")]
    private static partial void NotRebuilt(ILogger logger, string gallery, string reason);
}
