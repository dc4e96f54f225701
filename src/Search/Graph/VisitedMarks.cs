using System.Runtime.CompilerServices;

namespace HyperFace.Search.Graph;

/// <summary>
/// Which slots a walk has seen: a bit each, so that those of a million slots stay in the cache of one core while a walk
/// asks for them all over the place. Clearing them before a walk takes less time than finding longer marks in it.
/// </summary>
internal sealed class VisitedMarks
{
    private const int SlotShift = 6;

    private ulong[] _words = [];

    /// <summary>Begins a walk over slots below <paramref name="count"/>.</summary>
    public void Begin(int count)
    {
        int words = (int)(((long)count + 63) >> SlotShift);
        if (_words.Length < words)
        {
            // A quarter in reserve, so that a growing index does not make every search grow its marks.
            _words = new ulong[words + (words / 4) + 1];
        }
        else
        {
            Array.Clear(_words);
        }
    }

    /// <summary>Marks a slot; false when it was marked in this walk already, or came into being since the walk began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Mark(int slot)
    {
        int at = slot >>> SlotShift;
        if ((uint)at >= (uint)_words.Length)
        {
            return false;
        }

        ref ulong word = ref _words[at];
        ulong bit = 1UL << slot;
        if ((word & bit) != 0)
        {
            return false;
        }

        word |= bit;
        return true;
    }
}
