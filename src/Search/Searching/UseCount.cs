namespace HyperFace.Search.Searching;

/// <summary>
/// Counts the calls under way: so that memory is freed when the last one has left, and that a caller can wait until all who
/// came before are gone. Calls are counted in two turns, one of which newcomers take. A mutable struct: keep it in a field.
/// </summary>
internal struct UseCount
{
    private const int TurnBits = 28;
    private const long Counts = (1L << (2 * TurnBits)) - 1;
    private const int TurnBit = 60;
    private const long Closed = 1L << 61;
    private const long Freed = 1L << 62;

    private long _state;

    /// <summary>Counts a call in; false when closed: then it must not run, and must <see cref="Leave"/> all the same.</summary>
    /// <param name="turn">To be handed to <see cref="Leave"/>.</param>
    public bool TryEnter(out int turn)
    {
        // The turn may change in between: to be counted in the older one makes somebody wait a little longer.
        turn = TurnOf(Volatile.Read(ref _state));
        return (Interlocked.Add(ref _state, OneOf(turn)) & Closed) == 0;
    }

    /// <summary>Counts a call out; true when it was the last one after closing, and the caller is to free.</summary>
    public bool Leave(int turn)
    {
        long state = Interlocked.Add(ref _state, -OneOf(turn));
        return (state & Closed) != 0 && (state & Counts) == 0 && TryTakeFree();
    }

    /// <summary>Lets no more calls in; true when none is under way, and the caller is to free.</summary>
    public bool Close()
    {
        long before = Interlocked.Or(ref _state, Closed);
        return (before & Closed) == 0 && (before & Counts) == 0 && TryTakeFree();
    }

    /// <summary>
    /// Waits until everybody has left who came before this; one caller at a time. False when somebody stayed longer than
    /// <paramref name="limit"/>.
    /// </summary>
    /// <param name="turn">The caller's own turn; changed to the one in which it counts from now on.</param>
    /// <param name="limit">How long to wait, at most.</param>
    public bool WaitForOthers(ref int turn, TimeSpan limit)
    {
        long until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        int old = TurnOf(Volatile.Read(ref _state));
        if (turn != old && !WaitUntilEmpty(1 - old, but: 1, until))
        {
            return false;
        }

        // Whoever is still counted in the other turn stayed through an earlier wait.
        if (turn == old && !WaitUntilEmpty(1 - old, but: 0, until))
        {
            return false;
        }

        Interlocked.Add(ref _state, OneOf(1 - old) - OneOf(turn));
        turn = 1 - old;
        _ = old == 0 ? Interlocked.Or(ref _state, 1L << TurnBit) : Interlocked.And(ref _state, ~(1L << TurnBit));
        return WaitUntilEmpty(old, but: 0, until);
    }

    private bool WaitUntilEmpty(int turn, int but, long until)
    {
        var spin = default(SpinWait);
        while (CountOf(Volatile.Read(ref _state), turn) > but)
        {
            if (Environment.TickCount64 > until)
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }

    private static int TurnOf(long state) => (int)(state >> TurnBit) & 1;

    private static long OneOf(int turn) => 1L << (turn * TurnBits);

    private static long CountOf(long state, int turn) => (state >> (turn * TurnBits)) & ((1L << TurnBits) - 1);

    /// <summary>One caller frees, whoever comes first: a call refused after closing passes through the last count too.</summary>
    private bool TryTakeFree() => (Interlocked.Or(ref _state, Freed) & Freed) == 0;
}
