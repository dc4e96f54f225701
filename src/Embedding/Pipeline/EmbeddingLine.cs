using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HyperFace.Embedding.Pipeline;

/// <summary>
/// Moves a stream of faces through the model: as many calls at work as the plan has, none of them waiting for another.
/// A call takes what is there, up to its batch, so that nobody waits for a batch to fill. Outcomes come in the order of
/// the items, and so many items are on their way that every call has its next batch waiting, and no more.
/// </summary>
internal sealed class EmbeddingLine<T>
{
    private readonly int _calls;
    private readonly Func<int, int> _batchFor;
    private readonly Func<IReadOnlyList<AlignedFace>, IReadOnlyList<FaceTemplate>> _embed;
    private readonly Channel<LinePlace<T>> _order;
    private readonly Channel<LinePlace<T>> _work = Channel.CreateUnbounded<LinePlace<T>>();

    /// <param name="plan">Calls and batches.</param>
    /// <param name="batchFor">Faces of a call when so many wait.</param>
    /// <param name="embed">One call of the model.</param>
    public EmbeddingLine(InferencePlan plan, Func<int, int> batchFor, Func<IReadOnlyList<AlignedFace>, IReadOnlyList<FaceTemplate>> embed)
    {
        _calls = plan.Calls;
        _batchFor = batchFor;
        _embed = embed;
        _order = Channel.CreateBounded<LinePlace<T>>(new BoundedChannelOptions(Depth(plan)) { SingleReader = true, SingleWriter = true });
    }

    /// <summary>Items on their way, at most.</summary>
    public static int Depth(InferencePlan plan) => 2 * plan.Calls * plan.BatchSize;

    /// <summary>Runs the stream; once for each line.</summary>
    public async IAsyncEnumerable<FaceOutcome<T>> RunAsync(IAsyncEnumerable<T> items, Func<T, AlignedFace?> faceOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task feeding = Task.Run(() => FeedAsync(items, faceOf, stop.Token), CancellationToken.None);

        // Threads of their own: a call holds its thread for long, and the pool's have the rest of the work to do.
        Task[] calls = [.. Enumerable.Range(0, _calls).Select(_ => Task.Factory.StartNew(() => Call(stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            await foreach (LinePlace<T> place in _order.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return await place.Outcome.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            // Also when the reader has had enough: nothing may be at work for nobody.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll([feeding, .. calls]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(IAsyncEnumerable<T> items, Func<T, AlignedFace?> faceOf, CancellationToken stop)
    {
        try
        {
            await foreach (T item in items.WithCancellation(stop).ConfigureAwait(false))
            {
                var place = new LinePlace<T>(item, faceOf(item));
                await _order.Writer.WriteAsync(place, stop).ConfigureAwait(false);
                if (place.Face is null)
                {
                    place.Complete(null);
                }
                else
                {
                    _work.Writer.TryWrite(place);
                }
            }

            _order.Writer.TryComplete();
        }
        catch (Exception exception)
        {
            // What was fed comes to its end; then the reader meets the source's own error.
            _order.Writer.TryComplete(exception);
        }
        finally
        {
            _work.Writer.TryComplete();
        }
    }

    private void Call(CancellationToken stop)
    {
        var batch = new List<LinePlace<T>>();
        while (!stop.IsCancellationRequested && _work.Reader.WaitToReadAsync(stop).AsTask().GetAwaiter().GetResult())
        {
            int share = _batchFor(_work.Reader.Count);
            while (batch.Count < share && _work.Reader.TryRead(out LinePlace<T>? place))
            {
                batch.Add(place);
            }

            Embed(batch);
            batch.Clear();
        }
    }

    /// <summary>Embeds a batch; where the model fails, each face is tried alone, so that one bad face stops nobody else.</summary>
    private void Embed(List<LinePlace<T>> batch)
    {
        try
        {
            IReadOnlyList<FaceTemplate> templates = _embed([.. batch.Select(place => place.Face!)]);
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Complete(templates[i]);
            }
        }
        catch (ModelException exception) when (batch.Count == 1)
        {
            batch[0].Complete(null, exception);
        }
        catch (ModelException)
        {
            batch.ForEach(place => Embed([place]));
        }
        catch (Exception exception)
        {
            batch.ForEach(place => place.Break(exception));
        }
    }
}
