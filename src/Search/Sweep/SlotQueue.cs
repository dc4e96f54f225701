using System.Runtime.CompilerServices;

namespace HyperFace.Search.Sweep;

/// <summary>Slots in the order in which they came, so many at most: what one is waited for while others go on. Not thread-safe.</summary>
/// <param name="capacity">A power of two.</param>
internal sealed class SlotQueue(int capacity)
{
    private readonly int[] _slots = new int[capacity];
    private uint _came;
    private uint _left;

    /// <summary>Puts a slot in; true when the queue was full, and then <paramref name="first"/> is the one that waited longest, and is out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(int slot, out int first)
    {
        ref int place = ref _slots[_came++ & (uint)(_slots.Length - 1)];
        first = place;
        place = slot;
        if (_came - _left <= (uint)_slots.Length)
        {
            return false;
        }

        _left++;
        return true;
    }

    /// <summary>Takes out the slot that waited longest; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(out int slot)
    {
        if (_left == _came)
        {
            slot = -1;
            return false;
        }

        slot = _slots[_left++ & (uint)(_slots.Length - 1)];
        return true;
    }
}
