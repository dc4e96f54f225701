using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HyperFace.Embedding.Pipeline;

/// <summary>Reads and decodes a stream of images side by side, a few ahead of whoever takes them, in their order.</summary>
/// <param name="embedder">What they are prepared for.</param>
/// <param name="maxBytes">Bytes of a file, at most.</param>
/// <param name="ahead">Images on their way, at most.</param>
internal sealed class ImagePreparation(FaceEmbedder embedder, int maxBytes, int ahead)
{
    /// <summary>Runs the stream.</summary>
    public async IAsyncEnumerable<PreparedImage> RunAsync(IAsyncEnumerable<FaceImage> images, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var order = Channel.CreateBounded<Task<PreparedImage>>(new BoundedChannelOptions(ahead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task feeding = Task.Run(() => FeedAsync(images, order.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (Task<PreparedImage> preparing in order.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return await preparing.ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(IAsyncEnumerable<FaceImage> images, ChannelWriter<Task<PreparedImage>> order, CancellationToken stop)
    {
        try
        {
            await foreach (FaceImage image in images.WithCancellation(stop).ConfigureAwait(false))
            {
                // Room first: an image that nobody waits for is not read.
                await order.WaitToWriteAsync(stop).ConfigureAwait(false);
                order.TryWrite(Task.Run(() => PrepareAsync(image, stop), CancellationToken.None));
            }

            order.TryComplete();
        }
        catch (Exception exception)
        {
            order.TryComplete(exception);
        }
    }

    private async Task<PreparedImage> PrepareAsync(FaceImage image, CancellationToken stop)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(image);
            AlignedFace face = await image.PrepareAsync(embedder, maxBytes, stop).ConfigureAwait(false);
            return embedder.SizeFault(face) is { } fault
                ? new PreparedImage(image, null, new ArgumentException($"The face {fault}."))
                : new PreparedImage(image, face, null);
        }
        catch (Exception exception) when (exception is InvalidImageException or IOException or UnauthorizedAccessException)
        {
            return new PreparedImage(image, null, exception);
        }
    }
}
