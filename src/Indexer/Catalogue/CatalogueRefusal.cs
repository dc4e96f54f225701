namespace HyperFace.Indexer.Catalogue;

/// <summary>The first refusal that a catalogue's data or log met: after it neither is written any more, so that both stay as a crash would have left them.</summary>
internal sealed class CatalogueRefusal
{
    private Exception? _first;

    /// <summary>Remembers a refusal, unless there was one before.</summary>
    public void Note(Exception refusal) => Interlocked.CompareExchange(ref _first, refusal, null);

    /// <summary>Throws what was met first, always as an <see cref="IOException"/>: other exceptions LiteDB does not expect of a stream.</summary>
    public void ThrowIfAny()
    {
        if (Volatile.Read(ref _first) is { } first)
        {
            throw new IOException(first.Message, first);
        }
    }
}
