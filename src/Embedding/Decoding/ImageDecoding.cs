using HyperFace.Embedding.Images;

namespace HyperFace.Embedding.Decoding;

/// <summary>Decodes untrusted files, bounded in bytes, pixels, work, time and memory. Safe for any number of threads.</summary>
/// <param name="limits">What an image may be.</param>
/// <param name="threads">Images decoded at a time.</param>
/// <param name="bytes">Memory of all of them, at most.</param>
/// <param name="time">The clock.</param>
/// <param name="owner">Whose it is: what an error says was disposed.</param>
internal sealed class ImageDecoding(ImageLimits limits, int threads, long bytes, TimeProvider time, Type owner) : IDisposable
{
    private readonly DecodingThreads _threads = new(threads, bytes, limits.MaxDecodeTime, time, owner);

    /// <summary>
    /// Reads the header on the caller's thread, where nothing native runs, and hands what was accepted to a decoding
    /// thread with a copy of the file: a decoder that is late may read on when the caller has its memory back.
    /// </summary>
    /// <param name="image">The file.</param>
    /// <param name="decode">What is made of the file and its header.</param>
    /// <param name="cancellation">Gives up an image whose turn has not come.</param>
    /// <exception cref="InvalidImageException">The image is refused; also from the task.</exception>
    /// <exception cref="DecodingUnavailableException">See <see cref="DecodingThreads.RunAsync"/>.</exception>
    public Task<T> RunAsync<T>(ReadOnlySpan<byte> image, Func<byte[], ImageHeader, T> decode, CancellationToken cancellation = default)
    {
        (ImageHeader header, long needed) = Accept(image);
        byte[] copy = image.ToArray();
        return _threads.RunAsync(needed, () => decode(copy, header), cancellation);
    }

    /// <summary>As <see cref="RunAsync"/>, for an image that lives on; waits for it. Its memory counts until it is disposed.</summary>
    public HeldImage<T> Hold<T>(ReadOnlySpan<byte> image, Func<byte[], ImageHeader, T> decode)
        where T : IDisposable
    {
        (ImageHeader header, long needed) = Accept(image);
        byte[] copy = image.ToArray();
        return _threads.HoldAsync(needed, () => decode(copy, header), CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="RunAsync"/>; waits for the answer.</summary>
    public T Run<T>(ReadOnlySpan<byte> image, Func<byte[], ImageHeader, T> decode) => RunAsync(image, decode).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose() => _threads.Dispose();

    private (ImageHeader Header, long Bytes) Accept(ReadOnlySpan<byte> image)
    {
        ImageHeader header = ImageHeader.Read(image, limits);
        long needed = header.DecodingBytes(image.Length);
        return needed <= bytes ? (header, needed) : throw new InvalidImageException(
            InvalidImageReason.TooLarge,
            $"Decoding the image of {header.Width} x {header.Height} pixels may take {needed} bytes; {bytes} are set aside for images ({nameof(FaceEmbedderOptions.MaxMemory)}).");
    }
}
