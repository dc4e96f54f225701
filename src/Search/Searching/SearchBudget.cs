namespace HyperFace.Search.Searching;

/// <summary>
/// What a search may still spend: templates to compare, and time. Who compares asks for a grant first, for so many at
/// once that asking costs nothing. The threads that share a search share its budget. Used again by later searches.
/// </summary>
internal sealed class SearchBudget
{
    private const long Unlimited = long.MaxValue;

    private TimeProvider _time = TimeProvider.System;
    private long _deadline;
    private long _left;
    private int _stoppedBy;
    private bool _isLimited;

    /// <summary>What ended the search before its time.</summary>
    public SearchStop StoppedBy => (SearchStop)Volatile.Read(ref _stoppedBy);

    /// <summary>Templates that may still be compared.</summary>
    public long Left => Volatile.Read(ref _left);

    /// <summary>Takes up a search.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="began">When the search began, as that clock's timestamp.</param>
    /// <param name="request">Holds the limits.</param>
    public void Begin(TimeProvider time, long began, in SearchRequest request)
    {
        _time = time;
        _deadline = request.TimeLimit is { } limit ? Deadline(began, limit.TotalSeconds * time.TimestampFrequency) : Unlimited;
        _left = request.VisitLimit ?? Unlimited;
        _isLimited = request.TimeLimit is not null || request.VisitLimit is not null;
        _stoppedBy = (int)SearchStop.None;
    }

    /// <summary>How many of <paramref name="wanted"/> templates, 1 or more, may be compared; 0 ends the search.</summary>
    public int Grant(int wanted) => _isLimited ? GrantOfLimited(wanted) : wanted;

    /// <summary>Gives back what was granted and not used.</summary>
    public void Return(int unused)
    {
        if (_isLimited)
        {
            Interlocked.Add(ref _left, unused);
        }
    }

    /// <summary>Counts templates that were compared within what was <see cref="Left"/>.</summary>
    public void Spend(long compared) => Return((int)-compared);

    /// <summary>Whether the time is over; then the search ends.</summary>
    public bool IsLate()
    {
        if (_deadline == Unlimited || _time.GetTimestamp() < _deadline)
        {
            return false;
        }

        Stop(SearchStop.TimeLimit);
        return true;
    }

    /// <summary>Ends the search. What came first stays the reason.</summary>
    public void Stop(SearchStop reason) => Interlocked.CompareExchange(ref _stoppedBy, (int)reason, (int)SearchStop.None);

    private int GrantOfLimited(int wanted)
    {
        if (StoppedBy != SearchStop.None || IsLate())
        {
            return 0;
        }

        while (true)
        {
            long left = Left;
            if (left == 0)
            {
                Stop(SearchStop.VisitLimit);
                return 0;
            }

            int granted = (int)Math.Min(wanted, left);
            if (Interlocked.CompareExchange(ref _left, left - granted, left) == left)
            {
                return granted;
            }
        }
    }

    private static long Deadline(long began, double moments) => moments < Unlimited - began ? began + (long)moments : Unlimited;
}
