namespace HyperFace.Search.Graph;

/// <summary>
/// Slots that wait to be linked though slots behind them are linked: they were used before. A search reads them without a
/// lock; one thread at a time changes them.
/// </summary>
internal sealed class WaitingSlots
{
    private readonly Lock _changing = new();
    private volatile Batch _batch = new([], 0);

    /// <summary>How many there are.</summary>
    public int Count => _batch.Count;

    /// <summary>The slots, in the order in which they came.</summary>
    public ReadOnlySpan<int> Slots
    {
        get
        {
            Batch batch = _batch;
            return batch.Slots.AsSpan(0, batch.Count);
        }
    }

    /// <summary>Puts a slot at the end.</summary>
    public void Add(int slot)
    {
        lock (_changing)
        {
            Grow();
            Batch batch = _batch;
            batch.Slots[batch.Count] = slot;
            batch.Count++;
        }
    }

    /// <summary>Makes room for one more.</summary>
    public void Reserve()
    {
        lock (_changing)
        {
            Grow();
        }
    }

    /// <summary>Takes away the first so many slots.</summary>
    public void Skip(int count)
    {
        lock (_changing)
        {
            Batch batch = _batch;
            _batch = new Batch(batch.Slots[count..batch.Count], batch.Count - count);
        }
    }

    private void Grow()
    {
        Batch batch = _batch;
        if (batch.Count == batch.Slots.Length)
        {
            int[] slots = new int[Math.Max(64, batch.Count * 2)];
            batch.Slots.CopyTo(slots, 0);
            _batch = new Batch(slots, batch.Count);
        }
    }

    /// <summary>An array and how much of it counts: one thing to a reader, so that both belong together.</summary>
    private sealed class Batch(int[] slots, int count)
    {
        private int _count = count;

        public int[] Slots => slots;

        public int Count
        {
            get => Volatile.Read(ref _count);
            set => Volatile.Write(ref _count, value);
        }
    }
}
