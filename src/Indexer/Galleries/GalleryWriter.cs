using System.Threading.Channels;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer.Galleries;

/// <summary>
/// The one place where a gallery changes. Changes queue here from any thread; one loop takes all that wait, decides
/// them in order and commits them as a group. A full queue makes callers wait, so memory stays bounded.
/// </summary>
internal sealed class GalleryWriter : IAsyncDisposable
{
    private const int QueueLength = 4096;
    private const int MaxGroup = 1024;
    private const int MaxGroupBytes = 8 << 20;

    private readonly OpenGallery _gallery;
    private readonly TimeProvider _time;
    private readonly FrameBuffer _frames;
    private readonly Channel<GalleryChange> _queue = Channel.CreateBounded<GalleryChange>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly Task _loop;
    private GalleryException? _fault;

    /// <summary>Starts the writer of <paramref name="gallery"/>.</summary>
    public GalleryWriter(OpenGallery gallery, TimeProvider time)
    {
        _gallery = gallery;
        _time = time;
        _frames = new FrameBuffer(gallery.Log.Identity);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Submits a change; the task completes when it is on the device and the next search sees it. Cancellation keeps a
    /// change from being queued; one that is queued takes its course, and its caller learns the outcome.
    /// </summary>
    public async Task<T> SubmitAsync<T>(Func<ChangeGroup, T> decide, CancellationToken cancellation = default)
    {
        var change = new GalleryChange<T>(decide);
        await EnqueueAsync(change, cancellation).ConfigureAwait(false);
        return await change.Completion.ConfigureAwait(false);
    }

    /// <summary>Runs <paramref name="action"/> while no change is under way and none can begin.</summary>
    public async Task<T> RunAloneAsync<T>(Func<T> action, CancellationToken cancellation = default)
    {
        var turn = new ExclusiveTurn<T>(action);
        await EnqueueAsync(turn, cancellation).ConfigureAwait(false);
        return await turn.Completion.ConfigureAwait(false);
    }

    /// <summary>Refuses every change from now on. Called from a turn of its own that broke off half-way.</summary>
    public void Fault(GalleryException why) => _fault = why;

    /// <summary>Commits what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task EnqueueAsync(GalleryChange change, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(change, cancellation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(Gallery), "The gallery is closed.");
        }
    }

    private async Task RunAsync()
    {
        var decided = new List<GalleryChange>(MaxGroup);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            RunGroup(decided);
        }
    }

    private void RunGroup(List<GalleryChange> decided)
    {
        decided.Clear();
        _frames.Clear();
        GalleryException? refusal = Refusal();
        var group = new ChangeGroup(_gallery, _frames, _time);
        ExclusiveTurn? turn = null;
        while (decided.Count < MaxGroup && group.Bytes < MaxGroupBytes && turn is null && _queue.Reader.TryRead(out GalleryChange? change))
        {
            turn = change as ExclusiveTurn;
            if (turn is null)
            {
                Decide(change, group, decided, refusal);
            }
        }

        Commit(group, decided);
        if (_fault is null)
        {
            turn?.Run();
        }
        else
        {
            turn?.Fail(_fault);
        }
    }

    /// <summary>Why no change can be taken now; null when one can.</summary>
    private GalleryException? Refusal()
    {
        try
        {
            _gallery.Catalogue.RequireRoom();
            return _fault;
        }
        catch (GalleryStorageException e)
        {
            return e;
        }
    }

    private static void Decide(GalleryChange change, ChangeGroup group, List<GalleryChange> decided, GalleryException? refusal)
    {
        if (refusal is not null)
        {
            change.Fail(refusal);
            return;
        }

        try
        {
            change.Decide(group);
            decided.Add(change);
        }
        catch (Exception e)
        {
            change.Fail(e);
        }
    }

    private void Commit(ChangeGroup group, List<GalleryChange> decided)
    {
        try
        {
            group.Commit();
        }
        catch (GalleryException e)
        {
            // The log refused: nothing has changed, and changes that leant on one another in the group fail together.
            decided.ForEach(change => change.Fail(e));
            return;
        }
        catch (Exception e)
        {
            // The log has it, the index could not follow: opening again replays the log into it.
            _fault = new GalleryStorageException($"The change is on the device, but the index could not follow ({e.Message}) Close the gallery and open it again.", e);
            decided.ForEach(change => change.Fail(_fault));
            return;
        }

        decided.ForEach(change => change.Acknowledge());
    }
}
