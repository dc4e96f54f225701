using System.Threading.Channels;
using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>
/// Moves the rows of one source into one gallery: read → prepare (in parallel) → embed (as many calls as the model's
/// plan has) → enrol (many in flight) → outcome. Rows stay in order, every queue is bounded, and a row that fails stops
/// nobody but itself. When asked to stop, reading ends and the rows on their way finish, so that the outcomes end at a
/// clean point.
/// </summary>
internal sealed class EnrolmentPipeline
{
    /// <summary>Rows acknowledged together at most: enough to fill the writer's groups.</summary>
    private const int InFlight = 4096;

    private readonly LiveJob _job;
    private readonly Gallery _gallery;
    private readonly FaceEmbedder? _embedder;
    private readonly RowPreparation _preparation;
    private readonly TaskFactory _decoders;
    private readonly int _decodeThreads;
    private readonly JobRecord _record;
    private readonly JobMeter _meter;

    public EnrolmentPipeline(LiveJob job, Gallery gallery, FaceEmbedder? embedder, FaceDetector? detector, HyperFaceOptions options, TimeProvider time)
    {
        _job = job;
        _gallery = gallery;
        _embedder = embedder;
        _preparation = new RowPreparation(embedder, detector, options.Photos, options.Embedder.Limits);
        _decodeThreads = options.DecodeThreads == 0 ? Environment.ProcessorCount : options.DecodeThreads;
        _decoders = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, _decodeThreads).ConcurrentScheduler);
        _record = job.Record;
        _meter = new JobMeter(time);
    }

    /// <summary>Runs until the source ends, or until <paramref name="stop"/>; returns whether the source ended.</summary>
    public async Task<bool> RunAsync(EnrolmentSource source, CancellationToken stop)
    {
        using OutcomeFile outcomes = OutcomeFile.Open(_job.Folder.Outcomes);
        using var failed = new CancellationTokenSource();
        using var stopReading = CancellationTokenSource.CreateLinkedTokenSource(stop, failed.Token);

        // Two rows for each thread that prepares are enough: the model's line has a queue of its own.
        var prepared = Channel.CreateBounded<Task<PreparedRow>>(new BoundedChannelOptions(4 * _decodeThreads) { SingleReader = true, SingleWriter = true });
        var enrolled = Channel.CreateBounded<Task<RowOutcome>>(new BoundedChannelOptions(InFlight) { SingleReader = true, SingleWriter = true });
        Task<bool> reading = StageAsync(() => ReadAsync(source, FirstRow(source, outcomes.Summary.Rows), prepared.Writer, stopReading.Token), prepared.Writer);
        Task<bool> enrolling = StageAsync(() => EnrolAsync(prepared.Reader, reading, enrolled.Writer, failed.Token), enrolled.Writer);
        Task recording = RecordAsync(enrolled.Reader, outcomes);
        try
        {
            await recording.ConfigureAwait(false);
            await enrolling.ConfigureAwait(false);
            return await reading.ConfigureAwait(false);
        }
        catch
        {
            // One stage has given up: the others must not wait for it.
            await failed.CancelAsync().ConfigureAwait(false);
            Task others = Task.WhenAll(reading, enrolling);
            await others.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task<bool> StageAsync<T>(Func<Task<bool>> stage, ChannelWriter<T> output)
    {
        try
        {
            bool ended = await Task.Run(stage).ConfigureAwait(false);
            output.TryComplete();
            return ended;
        }
        catch (Exception e)
        {
            output.TryComplete(e);
            throw;
        }
    }

    private static async IAsyncEnumerable<PreparedRow> InOrderAsync(ChannelReader<Task<PreparedRow>> input)
    {
        await foreach (Task<PreparedRow> preparing in input.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            yield return await preparing.ConfigureAwait(false);
        }
    }

    /// <summary>Where reading begins: behind the rows that are done, or, where a subject's rows are one template, at its first.</summary>
    private long FirstRow(EnrolmentSource source, long done) =>
        done > 0 && _record.Fusion == TemplateFusion.Fuse ? SubjectRuns.StartOf(source, done) : done;

    private async Task<bool> ReadAsync(EnrolmentSource source, long first, ChannelWriter<Task<PreparedRow>> output, CancellationToken stop)
    {
        try
        {
            foreach (EnrolmentRow row in source.Rows(first))
            {
                Task<PreparedRow> preparing = row.ImagePath is null
                    ? Task.FromResult(_preparation.Prepare(row))
                    : _decoders.StartNew(() => _preparation.Prepare(row), CancellationToken.None);
                await output.WriteAsync(preparing, stop).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<bool> EnrolAsync(ChannelReader<Task<PreparedRow>> input, Task<bool> reading, ChannelWriter<Task<RowOutcome>> output, CancellationToken failed)
    {
        ValueTask Write(Task<RowOutcome> outcome) => output.WriteAsync(outcome, failed);
        RowEnrolment enrolment = _record.Fusion == TemplateFusion.Fuse
            ? new FusedRows(_gallery, _record.JobId, _record.DryRun, Write)
            : new SeparateEnrolment(_gallery, _record.JobId, _record.DryRun, Write);
        if (_embedder is null || _record.DryRun)
        {
            await foreach (PreparedRow row in InOrderAsync(input).ConfigureAwait(false))
            {
                await enrolment.AddAsync(row, null).ConfigureAwait(false);
            }
        }
        else
        {
            await foreach (FaceOutcome<PreparedRow> outcome in _embedder.EmbedAsync(InOrderAsync(input), row => row.Face, failed).ConfigureAwait(false))
            {
                await enrolment.AddAsync(Judged(outcome), outcome.Template).ConfigureAwait(false);
            }
        }

        // Where reading was stopped, the rest of a subject's rows may be missing: half a person is not fused.
        if (await reading.ConfigureAwait(false))
        {
            await enrolment.EndAsync().ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The row, refused where the model failed or where the embedding itself is not good enough.</summary>
    private PreparedRow Judged(FaceOutcome<PreparedRow> outcome) =>
        outcome.Fault is not null ? outcome.Item with { Fault = EmbeddingFailed }
        : outcome.Template is { } template && _preparation.FlawsOf(template) is { Count: > 0 } flaws ? PreparedRow.Refused(outcome.Item.Row, flaws)
        : outcome.Item;

    private static (RejectionReason Reason, string Message) EmbeddingFailed =>
        (RejectionReason.EmbeddingFailed, "The model gave no usable embedding of this image: it is not finite, or zero.");

    private async Task RecordAsync(ChannelReader<Task<RowOutcome>> input, OutcomeFile outcomes)
    {
        string stage = _record.DryRun ? "validating" : "enrolling";
        long? total = _record.Total;
        _job.Report(_meter.Measure(stage, outcomes.Summary.Rows, total), outcomes.Summary);
        await foreach (Task<RowOutcome> enrolling in input.ReadAllAsync().ConfigureAwait(false))
        {
            // Rows of a subject that was begun anew have their outcomes already.
            RowOutcome outcome = await enrolling.ConfigureAwait(false);
            if (outcome.Row >= outcomes.Summary.Rows)
            {
                outcomes.Add(outcome);
            }

            if (!input.TryPeek(out Task<RowOutcome>? next) || !next.IsCompleted)
            {
                outcomes.Flush();
            }

            _job.Report(_meter.Measure(stage, outcomes.Summary.Rows, total), outcomes.Summary);
        }
    }
}
