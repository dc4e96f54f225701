using System.Runtime.InteropServices;

namespace HyperFace.Embedding.Checkpoints;

/// <content>The stack, the groups on it, and the memo.</content>
internal sealed partial class PickleMachine
{
    private void Push(object? value)
    {
        // Each value is counted, also one fetched again from the memo: this bounds both the memory and the work.
        if (++_values > CheckpointLimits.Values)
        {
            throw TooLarge($"the stream makes more than {CheckpointLimits.Values} values");
        }

        if (_stack.Count == CheckpointLimits.StackHeight)
        {
            throw TooLarge($"more than {CheckpointLimits.StackHeight} values wait on the stack");
        }

        _stack.Add(value);
    }

    private object? Pop()
    {
        object? value = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object? Top() =>
        _stack.Count > (_marks.Count > 0 ? _marks.Peek() : 0) ? _stack[^1] : throw Damaged("an opcode takes a value that is not there");

    private void Mark()
    {
        if (_marks.Count == CheckpointLimits.Nesting)
        {
            throw TooLarge($"values are nested more than {CheckpointLimits.Nesting} deep");
        }

        _marks.Push(_stack.Count);
    }

    private object?[] PopGroup()
    {
        if (!_marks.TryPop(out int start))
        {
            throw Damaged("a group of values ends that was not begun");
        }

        object?[] group = CollectionsMarshal.AsSpan(_stack)[start..].ToArray();
        _stack.RemoveRange(start, group.Length);
        return group;
    }

    private void Keep(uint index)
    {
        if (index > CheckpointLimits.MemoIndex)
        {
            throw TooLarge($"the memo is asked to keep value {index}; {CheckpointLimits.MemoIndex} is the last that it keeps");
        }

        _memo[index] = Top();
    }

    private object? Kept(uint index) => _memo.TryGetValue(index, out object? value) ? value : throw Damaged($"the memo is asked for value {index}, which it was never given");
}
