namespace HyperFace.Search.Searching;

/// <summary>
/// The slots that updates moved templates to, the last many thousand. A search that passed a slot before a template came to it, and
/// the template's old slot after it had gone, finds it here. One thread at a time adds; any thread reads.
/// </summary>
internal sealed class MovedTemplates
{
    /// <summary>Moves that are remembered.</summary>
    public const int Capacity = 1 << 16;

    private int[] _slots = [];
    private long _count;

    /// <summary>Moves there ever were.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Makes room for the next move: whoever has called this does not fail to add it.</summary>
    public void Reserve()
    {
        // As long as nobody updates, nothing is kept.
        if (_slots.Length == 0)
        {
            Volatile.Write(ref _slots, new int[Capacity]);
        }
    }

    /// <summary>Takes note of a template that is in another slot from now on, and still in the old one.</summary>
    public void Add(int slot)
    {
        Volatile.Write(ref _slots[_count % Capacity], slot);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Copies where the moves from <paramref name="first"/> on led; false when some of these are forgotten already.</summary>
    public bool TryCopy(long first, Span<int> slots)
    {
        int[] all = Volatile.Read(ref _slots);
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = Volatile.Read(ref all[(first + i) % Capacity]);
        }

        // The place of the move that comes next may be being written.
        return Count - first < Capacity;
    }
}
