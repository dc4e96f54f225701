using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>
/// The rebuild job of one gallery: seal, compact, link, calibrate, audit, save, catch up, swap. Everything before the swap
/// happens beside the live generation; a failure or a cancellation leaves that one untouched.
/// </summary>
internal sealed class GalleryRebuild(OpenGallery gallery, GalleryWriter writer, TimeProvider time) : IDisposable
{
    private const ulong CalibrationSeed = 20241;

    /// <summary>Not the calibration's: what was measured on a sample is judged on another.</summary>
    private const ulong AuditSeed = 20242;
    private const int AuditSamples = 500;
    private const int CalibrationSamples = 1000;

    /// <summary>The tail is followed until a round brings fewer records than this; the rest is taken inside the writer's turn.</summary>
    private const long SmallTail = 256;

    private const int MaxRounds = 20;

    /// <summary>A graph that loses more of its own templates than this is not put into service.</summary>
    private const double LeastSelfRecall = 0.95;

    private const double MostUnreachable = 0.001;

    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private Task<RebuildReport>? _running;

    /// <summary>Runs one rebuild; a second at the same time is refused.</summary>
    public async Task<RebuildReport> RunAsync(RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        Task<RebuildReport> running;
        lock (_starting)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, typeof(Gallery));
            if (_running is { IsCompleted: false })
            {
                throw new InvalidRequestException($"Gallery '{gallery.Log.Settings.GalleryId}' is being rebuilt already.");
            }

            running = _running = Task.Run(() => BuildAndSwapAsync(request, progress, either.Token), CancellationToken.None);
        }

        return await running.ConfigureAwait(false);
    }

    /// <summary>Cancels a rebuild that is under way and waits until it has cleared up behind itself; none can begin any more.</summary>
    public async Task StopAsync()
    {
        Task running;
        lock (_starting)
        {
            _closing.Cancel();
            running = _running ?? Task.CompletedTask;
        }

        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Dispose();

    private async Task<RebuildReport> BuildAndSwapAsync(RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            long started = time.GetTimestamp();
            long logBytesBefore = gallery.Log.BytesOnDisk;
            IReadOnlyList<SegmentEntry> cut = await writer.RunAloneAsync(() => Cut(request), cancellation).ConfigureAwait(false);

            using var next = new NextGeneration(gallery, request.AcceptDamage);
            Compact(next, cut, request.AcceptDamage, progress, cancellation);
            Link(next, request, progress, cancellation);
            Calibrate(next, request, progress, cancellation);
            IndexAudit? audit = Audit(next, request, progress, cancellation);
            progress?.Report(new RebuildProgress("saving", 0, next.Index.Count));
            next.SaveIndex(cancellation);
            long caughtUp = FollowTail(next, cut, cancellation);

            progress?.Report(new RebuildProgress("swapping", 0, next.Index.Count));
            long linked = next.Index.Linked;
            caughtUp += await writer.RunAloneAsync(() => Swap(next, cut), CancellationToken.None).ConfigureAwait(false);
            return new RebuildReport(
                next.Number,
                gallery.Catalogue.Templates,
                linked,
                caughtUp,
                audit?.SelfRecall ?? 1,
                audit?.MateRecall ?? 1,
                logBytesBefore,
                gallery.Log.BytesOnDisk,
                time.GetElapsedTime(started),
                next.Index.Calibration?.EfFor(FaceIndexOptions.DefaultMateRecall));
        }
        catch (Exception e) when (StorageFault.Is(e) || e is LiteDB.LiteException)
        {
            throw new GalleryStorageException($"The rebuild of gallery '{gallery.Log.Settings.GalleryId}' could not be written: {e.Message} The generation that was there goes on serving.", e);
        }
    }

    /// <summary>Closes the active segment and returns the segments that no longer change. A damaged log takes no changes anyway.</summary>
    private IReadOnlyList<SegmentEntry> Cut(RebuildRequest request)
    {
        if (gallery.Log.Damage.Count > 0 && request.AcceptDamage)
        {
            return gallery.Log.Segments;
        }

        gallery.Log.Seal();
        return [.. gallery.Log.Segments.SkipLast(1)];
    }

    private void Compact(NextGeneration next, IReadOnlyList<SegmentEntry> cut, bool acceptDamage, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        const int every = 1000;
        long total = gallery.Catalogue.Templates;
        long taken = 0;
        gallery.Log.Replay(cut, acceptDamage, next.Survey);
        gallery.Log.Replay(cut, acceptDamage, (in LogFrame frame) =>
        {
            next.Compact(frame);
            if (++taken % every == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(new RebuildProgress("compacting", next.Index.Count, total));
            }
        });
        next.Log.Finish();
        next.Commit();
    }

    private static void Link(NextGeneration next, RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        if (!request.BuildGraph)
        {
            return;
        }

        long total = next.Index.Count;
        next.Index.Link(ThreadsOf(request), progress is null ? null : new LinkProgress(progress, total), cancellation);
    }

    /// <summary>Measures how wide a walk must be, on the gallery itself: the next searches go by it.</summary>
    private static void Calibrate(NextGeneration next, RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        if (request.BuildGraph && next.Index.Count > 0)
        {
            progress?.Report(new RebuildProgress("calibrating", 0, next.Index.Count));
            next.Index.Calibrate(CalibrationSamples, CalibrationSeed, ThreadsOf(request), cancellation);
        }
    }

    private static int ThreadsOf(RebuildRequest request) => request.Threads == 0 ? Environment.ProcessorCount : request.Threads;

    private static IndexAudit? Audit(NextGeneration next, RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        progress?.Report(new RebuildProgress("auditing", 0, next.Index.Count));
        if (next.Index.Count != next.Catalogue.Templates)
        {
            throw new RebuildException($"The new generation has {next.Index.Count} templates in its index and {next.Catalogue.Templates} in its catalogue. The old one goes on serving.");
        }

        if (!request.BuildGraph || next.Index.Count == 0)
        {
            return null;
        }

        IndexAudit audit = next.Index.Audit(AuditSamples, AuditSeed, cancellation);
        if (audit.SelfRecall < LeastSelfRecall || audit.Unreachable > MostUnreachable * next.Index.Count)
        {
            throw new RebuildException($"The new generation failed its audit: {audit.Unreachable} of {next.Index.Count} templates cannot be reached in the graph, and {audit.SelfRecall:P1} of those sampled find themselves. The old one goes on serving.");
        }

        return audit;
    }

    private long FollowTail(NextGeneration next, IReadOnlyList<SegmentEntry> cut, CancellationToken cancellation)
    {
        long all = 0;
        long round = long.MaxValue;
        for (int i = 0; i < MaxRounds && round > SmallTail; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            round = CatchUp(next, cut.Count);
            all += round;
        }

        return all;
    }

    private long CatchUp(NextGeneration next, int cutSegments)
    {
        long taken = 0;
        gallery.Log.Replay([.. gallery.Log.Segments.Skip(cutSegments)], skipDamage: false, (in LogFrame frame) =>
        {
            next.Follow(frame);
            taken++;
        }, next.Tail);
        next.Commit();
        return taken;
    }

    /// <summary>Runs inside the writer's turn: nothing changes the gallery meanwhile.</summary>
    private long Swap(NextGeneration next, IReadOnlyList<SegmentEntry> cut)
    {
        long taken = CatchUp(next, cut.Count);
        long live = gallery.Live.Index.Count;
        if (gallery.Log.Damage.Count == 0 && next.Index.Count != live)
        {
            throw new RebuildException($"The new generation has {next.Index.Count} templates, the old one {live}. The old one goes on serving.");
        }

        string lastReplaced = cut.Count > 0 ? cut[^1].Name : string.Empty;
        gallery.Log.Replace(next.Log.Segments, lastReplaced, next.Number, next.Catalogue.NextKey);

        // From here on the new generation is the truth; what fails below is made good when the gallery is next opened.
        next.MarkTaken();
        gallery.SwapIndex(next.Index);
        try
        {
            gallery.Catalogue.ReplaceWith(next.Catalogue);
            gallery.Folder.KeepSnapshot(next.Number);
        }
        catch (Exception e) when (Catalogue.CatalogueFile.IsUnreadable(e))
        {
            var fault = new GalleryStorageException($"The new generation is in force, but the catalogue could not follow ({e.Message}) Close the gallery and open it again.", e);
            writer.Fault(fault);
            throw fault;
        }

        return taken;
    }
}
