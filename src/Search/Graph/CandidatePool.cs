using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HyperFace.Search.Graph;

/// <summary>
/// The nodes that a walk keeps in view: sorted, best first, ties by slot. Only accepted nodes count towards the
/// capacity; the others (removed, filtered out) are walked through and take no accepted node's place. Once it is full
/// the pool ends at its worst accepted node, so that a walk stops where it would stop without the others.
/// </summary>
internal sealed class CandidatePool
{
    /// <summary>Nodes kept beside the accepted ones, at most, per unit of capacity; beyond it the worst are forgotten.</summary>
    private const int SpareFactor = 4;

    private const byte Expanded = 1;
    private const byte Accepted = 2;

    private float[] _similarities = [];
    private int[] _slots = [];
    private byte[] _marks = [];
    private int _capacity;
    private int _room;
    private int _accepted;
    private int _next;
    private bool _forgot;

    /// <summary>Whether others may stand behind the last node in view: as many as were asked for are accepted, or those that are not crowd them out.</summary>
    public bool IsCutOff => _forgot || _accepted == _capacity;

    /// <summary>Whether a node must be better than <see cref="Worst"/> to come into view.</summary>
    public bool IsFull => _accepted == _capacity;

    /// <summary>The similarity of the last node in view; there is one.</summary>
    public float Worst => _similarities[Count - 1];

    /// <summary>Nodes in the pool.</summary>
    public int Count { get; private set; }

    /// <summary>Similarities of the nodes, best first.</summary>
    public ReadOnlySpan<float> Similarities => _similarities.AsSpan(0, Count);

    /// <summary>The nodes, best first.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, Count);

    /// <summary>Empties the pool; it keeps <paramref name="capacity"/> accepted nodes from now on, 1 or more.</summary>
    public void Reset(int capacity)
    {
        // The room is this walk's own, not what an earlier and wider walk left: the same search must end the same way.
        _room = (capacity * (SpareFactor + 1)) + 1;
        if (_slots.Length < _room)
        {
            _similarities = new float[_room];
            _slots = new int[_room];
            _marks = new byte[_room];
        }

        _capacity = capacity;
        _accepted = 0;
        _next = 0;
        _forgot = false;
        Count = 0;
    }

    /// <summary>The best node not yet expanded; false when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryExpand(out int slot)
    {
        slot = FindNext();
        if (slot < 0)
        {
            return false;
        }

        _marks[_next++] |= Expanded;
        return true;
    }

    /// <summary>The node that <see cref="TryExpand"/> would give now; −1 when there is none.</summary>
    public int FindNext()
    {
        if (_next < Count && (_marks[_next] & Expanded) != 0)
        {
            // Of a wide view, whatever comes in late stands in front of a thousand that were expanded.
            int ahead = _marks.AsSpan(_next, Count - _next).IndexOfAny<byte>(0, Accepted);
            _next = ahead < 0 ? Count : _next + ahead;
        }

        return _next < Count ? _slots[_next] : -1;
    }

    /// <summary>Whether a node of this similarity is good enough to come into view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Wants(float similarity) => _accepted < _capacity || similarity > _similarities[Count - 1];

    /// <summary>Takes a node in if it is good enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(float similarity, int slot, bool accepted)
    {
        if (Wants(similarity))
        {
            Take(similarity, slot, accepted);
        }
    }

    /// <summary>Takes a node in that <see cref="Wants"/> says yes to.</summary>
    public void Take(float similarity, int slot, bool accepted)
    {
        int place = PlaceOf(similarity, slot);
        if (Count == _room)
        {
            _forgot = true;
            if (place == Count)
            {
                return;
            }

            DropLast();
        }

        int behind = Count - place;
        _similarities.AsSpan(place, behind).CopyTo(_similarities.AsSpan(place + 1));
        _slots.AsSpan(place, behind).CopyTo(_slots.AsSpan(place + 1));
        _marks.AsSpan(place, behind).CopyTo(_marks.AsSpan(place + 1));
        _similarities[place] = similarity;
        _slots[place] = slot;
        _marks[place] = accepted ? Accepted : (byte)0;
        _accepted += accepted ? 1 : 0;
        Count++;
        _next = Math.Min(_next, place);
        while (_accepted > _capacity || (_accepted == _capacity && (_marks[Count - 1] & Accepted) == 0))
        {
            DropLast();
        }
    }

    private int PlaceOf(float similarity, int slot)
    {
        // Without branches: where a node belongs is anybody's guess, and the processor's would be wrong half of the time.
        ref float first = ref MemoryMarshal.GetArrayDataReference(_similarities);
        int place = 0;
        for (int left = Count; left > 0;)
        {
            int half = (left + 1) >> 1;
            int before = Unsafe.Add(ref first, place + half - 1) > similarity ? 1 : 0;
            place += half & -before;
            left -= half;
        }

        while (place < Count && _similarities[place] == similarity && _slots[place] < slot)
        {
            place++;
        }

        return place;
    }

    private void DropLast()
    {
        Count--;
        _accepted -= (_marks[Count] & Accepted) != 0 ? 1 : 0;
    }
}
