using System.Runtime.CompilerServices;
using HyperFace.Embedding.Pipeline;

namespace HyperFace.Embedding;

public sealed partial class FaceEmbedder
{
    /// <summary>
    /// Embeds a stream of images, a folder's files for instance: read, decoded and embedded side by side, with bounded
    /// queues between. Outcomes come in the order of the images, one for each; an image that fails stops nobody else.
    /// </summary>
    /// <param name="images">The images; none may be null. They are taken a few ahead of the outcomes.</param>
    /// <param name="cancellation">Ends the stream; images on their way are dropped.</param>
    /// <exception cref="DecodingUnavailableException">Too many images took too long and still run.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<FaceOutcome<FaceImage>> EmbedImagesAsync(IAsyncEnumerable<FaceImage> images, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        InferencePlan plan = await Task.Run(ChoosePlan, cancellation).ConfigureAwait(false);
        await foreach (FaceOutcome<FaceImage> outcome in EmbedAsync(images, plan, cancellation).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    /// <summary>
    /// Embeds a stream of items of which each may have a prepared face: the calls of the plan are kept at work, and the
    /// outcomes come in the order of the items. The plan is chosen first (<see cref="ChoosePlan"/>).
    /// </summary>
    /// <typeparam name="T">What the stream holds.</typeparam>
    /// <param name="items">The items, taken as far ahead of the outcomes as two batches for each call.</param>
    /// <param name="faceOf">An item's face, of the size of the model's input; null when it has none, and then it passes without a template.</param>
    /// <param name="cancellation">Ends the stream; items on their way are dropped.</param>
    /// <exception cref="ArgumentException">A face has another size than the model's input.</exception>
    /// <exception cref="ObjectDisposedException">The embedder was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async IAsyncEnumerable<FaceOutcome<T>> EmbedAsync<T>(IAsyncEnumerable<T> items, Func<T, AlignedFace?> faceOf, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(faceOf);
        InferencePlan plan = await Task.Run(ChoosePlan, cancellation).ConfigureAwait(false);
        await foreach (FaceOutcome<T> outcome in LineOf<T>(plan).RunAsync(items, faceOf, cancellation).ConfigureAwait(false))
        {
            yield return outcome;
        }
    }

    /// <summary>Embeds some images by the plan as it stands: they may be too few to be worth a measurement.</summary>
    internal IAsyncEnumerable<FaceOutcome<FaceImage>> EmbedFewAsync(IReadOnlyList<FaceImage> images, CancellationToken cancellation) =>
        EmbedAsync(images.ToAsyncEnumerable(), _plan, cancellation);

    private async IAsyncEnumerable<FaceOutcome<FaceImage>> EmbedAsync(IAsyncEnumerable<FaceImage> images, InferencePlan plan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var preparation = new ImagePreparation(this, _options.Limits.MaxBytes, 2 * _decodeThreads);
        await foreach (FaceOutcome<PreparedImage> outcome in LineOf<PreparedImage>(plan).RunAsync(preparation.RunAsync(images, cancellation), image => image.Face, cancellation).ConfigureAwait(false))
        {
            yield return new FaceOutcome<FaceImage>(outcome.Item.Image, outcome.Template, outcome.Item.Fault ?? outcome.Fault);
        }
    }

    private EmbeddingLine<T> LineOf<T>(InferencePlan plan) => new(plan, BatchFor, EmbedInOneCall);
}
