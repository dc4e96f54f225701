namespace HyperFace.Search.Searching;

/// <summary>Counts the calls under way, so that memory is freed when the last one has left. A mutable struct: keep it in a field.</summary>
internal struct UseCount
{
    private const long Closed = 1L << 61;
    private const long Freed = 1L << 62;

    private long _state;

    /// <summary>Counts a call in; false when closed: then it must not run, and must <see cref="Leave"/> all the same.</summary>
    public bool TryEnter() => Interlocked.Increment(ref _state) < Closed;

    /// <summary>Counts a call out; true when it was the last one after closing, and the caller is to free.</summary>
    public bool Leave() => Interlocked.Decrement(ref _state) == Closed && TryTakeFree();

    /// <summary>Lets no more calls in; true when none is under way, and the caller is to free.</summary>
    public bool Close()
    {
        long before = Interlocked.Or(ref _state, Closed);
        return before == 0 && TryTakeFree();
    }

    /// <summary>One caller frees, whoever comes first: a call refused after closing passes through the last count too.</summary>
    private bool TryTakeFree() => Interlocked.CompareExchange(ref _state, Freed, Closed) == Closed;
}
