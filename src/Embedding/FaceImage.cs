namespace HyperFace.Embedding;

/// <summary>A face on its way to a template: an image file, its bytes, or a face that is decoded already. Immutable.</summary>
public sealed class FaceImage
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string? _path;
    private readonly AlignedFace? _face;

    private FaceImage(string? name, ReadOnlyMemory<byte> bytes = default, string? path = null, AlignedFace? face = null)
    {
        Name = name;
        _bytes = bytes;
        _path = path;
        _face = face;
    }

    /// <summary>What to call it in messages; null when it has no name.</summary>
    public string? Name { get; }

    /// <summary>An image file's bytes (JPEG, PNG, WebP or BMP). They must not change until the template is there.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="name">What to call it in messages.</param>
    public static FaceImage FromBytes(ReadOnlyMemory<byte> file, string? name = null) => new(name, bytes: file);

    /// <summary>An image file on disk, read when its turn comes. Its name is the path.</summary>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public static FaceImage FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FaceImage(path, path: path);
    }

    /// <summary>A face that was decoded and cut before.</summary>
    /// <param name="face">The face, of the size of the model's input.</param>
    /// <param name="name">What to call it in messages.</param>
    public static FaceImage FromFace(AlignedFace face, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(face);
        return new FaceImage(name, face: face);
    }

    /// <summary>Reads and decodes it, as far as that is not done.</summary>
    internal async Task<AlignedFace> PrepareAsync(FaceEmbedder embedder, int maxBytes, CancellationToken cancellation)
    {
        if (_face is not null)
        {
            return _face;
        }

        ReadOnlyMemory<byte> bytes = _path is null ? _bytes : await ReadAsync(_path, maxBytes, cancellation).ConfigureAwait(false);
        return await embedder.PrepareAsync(bytes, cancellation).ConfigureAwait(false);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, int maxBytes, CancellationToken cancellation)
    {
        // Asked of the open file, not of its name: what is read is what was measured.
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length > maxBytes)
            {
                throw new InvalidImageException(InvalidImageReason.TooManyBytes, $"The image has {file.Length} bytes; {maxBytes} are allowed.");
            }

            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
            return bytes;
        }
    }
}
