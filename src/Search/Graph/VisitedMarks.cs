using System.Runtime.CompilerServices;

namespace HyperFace.Search.Graph;

/// <summary>Which slots a walk has seen. Marks carry the number of the walk, so that nothing is cleared between walks.</summary>
internal sealed class VisitedMarks
{
    private ushort[] _marks = [];
    private ushort _walk;

    /// <summary>Begins a walk over slots below <paramref name="count"/>.</summary>
    public void Begin(int count)
    {
        if (_marks.Length < count)
        {
            // A quarter in reserve, so that a growing index does not make every search grow its marks.
            _marks = new ushort[(int)Math.Min(count + (count / 4L) + 64, Array.MaxLength)];
            _walk = 0;
        }

        if (_walk == ushort.MaxValue)
        {
            Array.Clear(_marks);
            _walk = 0;
        }

        _walk++;
    }

    /// <summary>Marks a slot; false when it was marked in this walk already, or came into being since the walk began.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Mark(int slot)
    {
        if ((uint)slot >= (uint)_marks.Length)
        {
            return false;
        }

        ref ushort mark = ref _marks[slot];
        if (mark == _walk)
        {
            return false;
        }

        mark = _walk;
        return true;
    }
}
