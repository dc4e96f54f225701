namespace HyperFace.Search.Sweep;

/// <summary>The slots of the highest estimates seen, in no order. Used again; not thread-safe.</summary>
internal sealed class Shortlist
{
    private float[] _estimates = [];
    private int[] _slots = [];
    private int _capacity;
    private int _least;

    /// <summary>Slots kept.</summary>
    public int Count { get; private set; }

    /// <summary>What an estimate must exceed to be kept.</summary>
    public float Floor => Count < _capacity ? float.NegativeInfinity : _estimates[_least];

    /// <summary>The slots.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    /// <summary>Empties the list, for <paramref name="capacity"/> slots.</summary>
    public void Reset(int capacity)
    {
        if (_slots.Length < capacity)
        {
            _slots = new int[capacity];
            _estimates = new float[capacity];
        }

        _capacity = capacity;
        Count = 0;
    }

    /// <summary>Takes a slot in, if its estimate is high enough.</summary>
    public void Offer(float estimate, int slot)
    {
        int place = Count;
        if (Count == _capacity)
        {
            if (estimate <= _estimates[_least])
            {
                return;
            }

            place = _least;
        }
        else
        {
            Count++;
        }

        _estimates[place] = estimate;
        _slots[place] = slot;
        if (Count == _capacity)
        {
            _least = IndexOfLeast();
        }
    }

    private int IndexOfLeast()
    {
        int least = 0;
        for (int i = 1; i < Count; i++)
        {
            least = _estimates[i] < _estimates[least] ? i : least;
        }

        return least;
    }
}
