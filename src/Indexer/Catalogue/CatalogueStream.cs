using HyperFace.Indexer.Log;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Indexer.Catalogue;

/// <summary>A catalogue's data or its log, as LiteDB sees it: unbuffered, and safe to be refused by the device.</summary>
/// <remarks>
/// LiteDB 5.0.20 writes its log in the background, and when such a write throws, the next checkpoint waits for ever. So
/// the log keeps quiet: the first refusal is remembered, nothing is written any more, and <see cref="CatalogueFile"/>
/// asks for the refusal once the background is at rest. Nothing is flushed to the device, because nobody believes a
/// catalogue that was open when the machine went down.
/// </remarks>
internal sealed class CatalogueStream(string path, CatalogueRefusal refusal, bool quiet) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => RandomAccess.GetLength(_file);

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(_file, buffer, Position);
        Position += read;
        return read;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            refusal.ThrowIfAny();
            RandomAccess.Write(_file, buffer, Position);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            refusal.Note(e);
            if (!quiet)
            {
                refusal.ThrowIfAny();
            }
        }

        Position += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        refusal.ThrowIfAny();
        try
        {
            RandomAccess.SetLength(_file, value);
        }
        catch (Exception e) when (StorageFault.Is(e))
        {
            refusal.Note(e);
            refusal.ThrowIfAny();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }
}
