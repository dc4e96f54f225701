using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using HyperFace.Embedding;
using HyperFace.Indexer.Enrolling;

namespace HyperFace.Indexer.Jobs;

/// <summary>
/// Moves the rows of one source into one gallery: read → prepare (in parallel) → embed (in batches) → enrol (many in
/// flight) → outcome. Rows stay in order, every queue is bounded, and a row that fails stops nobody but itself. When
/// asked to stop, reading ends and the rows on their way finish, so that the outcomes end at a clean point.
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
    private readonly int _batchSize;
    private readonly bool _dryRun;
    private readonly JobMeter _meter;
    private readonly HashSet<UInt128> _dryRunContent = [];

    public EnrolmentPipeline(LiveJob job, Gallery gallery, FaceEmbedder? embedder, FaceDetector? detector, HyperFaceOptions options, TimeProvider time)
    {
        _job = job;
        _gallery = gallery;
        _embedder = embedder;
        _preparation = new RowPreparation(embedder, detector, options.Photos, options.Embedder.Limits);
        _decodeThreads = options.DecodeThreads == 0 ? Environment.ProcessorCount : options.DecodeThreads;
        _decoders = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, _decodeThreads).ConcurrentScheduler);
        _batchSize = options.Embedder.BatchSize;
        _dryRun = job.Record.DryRun;
        _meter = new JobMeter(time);
    }

    /// <summary>Runs until the source ends, or until <paramref name="stop"/>; returns whether the source ended.</summary>
    public async Task<bool> RunAsync(EnrolmentSource source, CancellationToken stop)
    {
        using OutcomeFile outcomes = OutcomeFile.Open(_job.Folder.Outcomes);
        using var failed = new CancellationTokenSource();
        using var stopReading = CancellationTokenSource.CreateLinkedTokenSource(stop, failed.Token);

        var prepared = Channel.CreateBounded<Task<PreparedRow>>(new BoundedChannelOptions(Math.Max(4 * _decodeThreads, 2 * _batchSize)) { SingleReader = true, SingleWriter = true });
        var enrolled = Channel.CreateBounded<Task<RowOutcome>>(new BoundedChannelOptions(InFlight) { SingleReader = true, SingleWriter = true });
        Task<bool> reading = StageAsync(() => ReadAsync(source, outcomes.Summary.Rows, prepared.Writer, stopReading.Token), prepared.Writer);
        Task<bool> enrolling = StageAsync(() => EmbedAndEnrolAsync(prepared.Reader, enrolled.Writer, failed.Token), enrolled.Writer);
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
            await Task.WhenAll(Quietly(reading), Quietly(enrolling)).ConfigureAwait(false);
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

    private static async Task Quietly(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The first failure is the one that is reported.
        }
    }

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

    private async Task<bool> EmbedAndEnrolAsync(ChannelReader<Task<PreparedRow>> input, ChannelWriter<Task<RowOutcome>> output, CancellationToken failed)
    {
        var batch = new List<PreparedRow>(_batchSize);
        await foreach (Task<PreparedRow> preparing in input.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            batch.Add(await preparing.ConfigureAwait(false));

            // Images wait for a full batch, which the model runs faster; embeddings wait for nothing.
            if (batch.Count == _batchSize || (batch[^1].Face is null && !input.TryPeek(out _)))
            {
                await EnrolBatchAsync(batch, output, failed).ConfigureAwait(false);
                batch.Clear();
            }
        }

        await EnrolBatchAsync(batch, output, failed).ConfigureAwait(false);
        return true;
    }

    private async Task EnrolBatchAsync(List<PreparedRow> batch, ChannelWriter<Task<RowOutcome>> output, CancellationToken failed)
    {
        List<FaceTemplate?> templates = _dryRun ? [.. batch.Select(_ => (FaceTemplate?)null)] : EmbedBatch(batch);
        for (int i = 0; i < batch.Count; i++)
        {
            await output.WriteAsync(EnrolAsync(batch[i], templates[i]), failed).ConfigureAwait(false);
        }
    }

    /// <summary>Embeds the faces of a batch; where the model fails, each is tried alone, so that one bad image stops nobody else.</summary>
    private List<FaceTemplate?> EmbedBatch(List<PreparedRow> batch)
    {
        AlignedFace[] faces = [.. batch.Select(row => row.Face).OfType<AlignedFace>()];
        IReadOnlyList<FaceTemplate?> embedded = [];
        if (faces.Length > 0)
        {
            try
            {
                embedded = _embedder!.Embed(faces);
            }
            catch (ModelException)
            {
                embedded = [.. faces.Select(EmbedAlone)];
            }
        }

        int next = 0;
        return [.. batch.Select(row => row.Face is null ? null : embedded[next++])];
    }

    private FaceTemplate? EmbedAlone(AlignedFace face)
    {
        try
        {
            return _embedder!.Embed([face])[0];
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private async Task<RowOutcome> EnrolAsync(PreparedRow prepared, FaceTemplate? template)
    {
        EnrolmentRow row = prepared.Row;
        if (prepared.Fault is { } fault)
        {
            return Rejected(row, fault.Reason, fault.Message) with { FaceReasons = prepared.FaceReasons };
        }

        if (_dryRun)
        {
            return Validate(row, prepared.ContentHash!);
        }

        if (prepared.Face is not null && template is null)
        {
            return Rejected(row, RejectionReason.EmbeddingFailed, "The model gave no usable embedding of this image: it is not finite, or zero.");
        }

        if (template is not null && _preparation.FlawsOf(template) is { Count: > 0 } flaws)
        {
            var refused = PreparedRow.Refused(row, flaws);
            return Rejected(row, RejectionReason.FaceRefused, refused.Fault!.Value.Message) with { FaceReasons = refused.FaceReasons };
        }

        try
        {
            Enrolment enrolment = await _gallery.EnrolAsync(new TemplateEnrolment
            {
                SubjectId = row.SubjectId!,
                Vector = template?.Vector ?? row.Embedding,
                Fingerprint = template?.Fingerprint,
                Norm = template?.Norm,
                ContentHash = prepared.ContentHash,
                Source = row.Label,
                Metadata = row.Metadata,
                Origin = (_job.Record.JobId, row.Row),
            }).ConfigureAwait(false);
            return new RowOutcome(row.Row, row.Label, row.SubjectId, enrolment.Duplicate ? RowResult.Duplicate : RowResult.Enrolled, enrolment.TemplateId);
        }
        catch (EnrolmentRejectedException e)
        {
            return Rejected(row, e.Reason, e.Message);
        }
    }

    /// <summary>What enrolling the row would come to; an image counts as enrolled once it is decoded.</summary>
    private RowOutcome Validate(EnrolmentRow row, string contentHash)
    {
        try
        {
            if (row.Embedding is { } embedding)
            {
                UnitVector.From(embedding, _gallery.Dimension);
            }
        }
        catch (EnrolmentRejectedException e)
        {
            return Rejected(row, e.Reason, e.Message);
        }

        bool known = _gallery.HasContent(row.SubjectId!, contentHash) || !_dryRunContent.Add(ContentKey(row.SubjectId!, contentHash));
        return new RowOutcome(row.Row, row.Label, row.SubjectId, known ? RowResult.Duplicate : RowResult.Enrolled);
    }

    private async Task RecordAsync(ChannelReader<Task<RowOutcome>> input, OutcomeFile outcomes)
    {
        string stage = _dryRun ? "validating" : "enrolling";
        long? total = _job.Record.Total;
        _job.Report(_meter.Measure(stage, outcomes.Summary.Rows, total), outcomes.Summary);
        await foreach (Task<RowOutcome> enrolling in input.ReadAllAsync().ConfigureAwait(false))
        {
            outcomes.Add(await enrolling.ConfigureAwait(false));
            if (!input.TryPeek(out Task<RowOutcome>? next) || !next.IsCompleted)
            {
                outcomes.Flush();
            }

            _job.Report(_meter.Measure(stage, outcomes.Summary.Rows, total), outcomes.Summary);
        }
    }

    private static RowOutcome Rejected(EnrolmentRow row, RejectionReason reason, string message) =>
        new(row.Row, row.Label, row.SubjectId, RowResult.Rejected, Reason: reason, Message: message);

    /// <summary>Half of a SHA-256: a dry run remembers every row, so each should be small.</summary>
    private static UInt128 ContentKey(string subjectId, string contentHash)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{subjectId}\n{contentHash}"), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
