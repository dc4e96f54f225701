using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;
using HyperFace.Search;

namespace HyperFace.Indexer.Rebuilding;

/// <summary>
/// The rebuild job of one gallery: seal, compact, link, audit, save, catch up, swap. Everything before the swap
/// happens beside the live generation; a failure or a cancellation leaves that one untouched.
/// </summary>
internal sealed class GalleryRebuild(OpenGallery gallery, GalleryWriter writer, TimeProvider time)
{
    private const ulong AuditSeed = 20241;
    private const int AuditSamples = 500;

    /// <summary>The tail is followed until a round brings fewer records than this; the rest is taken inside the writer's turn.</summary>
    private const long SmallTail = 256;

    private const int MaxRounds = 20;

    /// <summary>A graph that loses more of its own templates than this is not put into service.</summary>
    private const double LeastSelfRecall = 0.95;

    private const double MostUnreachable = 0.001;

    private int _running;

    /// <summary>Runs one rebuild; a second at the same time is refused.</summary>
    public async Task<RebuildReport> RunAsync(RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        if (Interlocked.Exchange(ref _running, 1) == 1)
        {
            throw new InvalidRequestException($"Gallery '{gallery.Log.Settings.GalleryId}' is being rebuilt already.");
        }

        try
        {
            return await Task.Run(() => BuildAndSwapAsync(request, progress, cancellation), cancellation).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<RebuildReport> BuildAndSwapAsync(RebuildRequest request, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        long logBytesBefore = gallery.Log.BytesOnDisk;
        IReadOnlyList<string> cut = await writer.RunAloneAsync(() => Cut(request), cancellation).ConfigureAwait(false);

        using var next = new NextGeneration(gallery);
        Compact(next, cut, request.AcceptDamage, progress, cancellation);
        Link(next, request, progress, cancellation);
        IndexAudit? audit = Audit(next, request, progress, cancellation);
        progress?.Report(new RebuildProgress("saving", 0, next.Index.Count));
        next.Index.Save(gallery.Folder.Snapshot(next.Number), new SnapshotStamp(next.Number, next.Lsn));

        long caughtUp = 0;
        long round = long.MaxValue;
        for (int i = 0; i < MaxRounds && round > SmallTail; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            round = CatchUp(next, cut.Count);
            caughtUp += round;
        }

        progress?.Report(new RebuildProgress("swapping", 0, next.Index.Count));
        caughtUp += await writer.RunAloneAsync(() => Swap(next, cut), CancellationToken.None).ConfigureAwait(false);
        return new RebuildReport(
            next.Number,
            next.Index.Count,
            next.Index.Linked,
            caughtUp,
            audit?.SelfRecall ?? 1,
            audit?.MateRecall ?? 1,
            logBytesBefore,
            gallery.Log.BytesOnDisk,
            time.GetElapsedTime(started));
    }

    /// <summary>Closes the active segment and returns the segments that no longer change. A damaged log takes no changes anyway.</summary>
    private IReadOnlyList<string> Cut(RebuildRequest request)
    {
        if (gallery.Log.Damage.Count > 0 && request.AcceptDamage)
        {
            return gallery.Log.Segments;
        }

        gallery.Log.Seal();
        return [.. gallery.Log.Segments.SkipLast(1)];
    }

    private void Compact(NextGeneration next, IReadOnlyList<string> cut, bool acceptDamage, IProgress<RebuildProgress>? progress, CancellationToken cancellation)
    {
        const int every = 1000;
        long total = gallery.Catalogue.Templates;
        gallery.Log.Replay(cut, afterLsn: 0, acceptDamage, (in LogFrame frame) =>
        {
            next.Compact(frame);
            if (next.Index.Count % every == 0)
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
        int threads = request.Threads == 0 ? Environment.ProcessorCount : request.Threads;
        next.Index.Link(threads, progress is null ? null : new LinkProgress(progress, total), cancellation);
    }

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

    private long CatchUp(NextGeneration next, int cutSegments)
    {
        long taken = 0;
        gallery.Log.Replay([.. gallery.Log.Segments.Skip(cutSegments)], next.Lsn, skipDamage: false, (in LogFrame frame) =>
        {
            next.Follow(frame);
            taken++;
        });
        next.Commit();
        return taken;
    }

    /// <summary>Runs inside the writer's turn: nothing changes the gallery meanwhile.</summary>
    private long Swap(NextGeneration next, IReadOnlyList<string> cut)
    {
        long taken = CatchUp(next, cut.Count);
        gallery.Log.Replace(next.Log.Segments, cut[^1], next.Number);

        // From here on the new generation is the truth; what fails below is made good when the gallery is next opened.
        next.MarkTaken();
        gallery.SwapIndex(next.Index);
        try
        {
            gallery.Catalogue.ReplaceWith(next.Catalogue);
            gallery.Folder.KeepSnapshot(next.Number);
        }
        catch (Exception e) when (e is IOException or LiteDB.LiteException)
        {
            var fault = new GalleryStorageException($"The new generation is in force, but the catalogue could not follow ({e.Message}) Close the gallery and open it again.", e);
            writer.Fault(fault);
            throw fault;
        }

        return taken;
    }
}
