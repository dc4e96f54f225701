namespace HyperFace.Embedding.Checkpoints;

/// <content>Tuples, dictionaries, and lists, of which only that they are there is kept: no weight lies in a list.</content>
internal sealed partial class PickleMachine
{
    private void StepContainer(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.Mark:
                Mark();
                break;
            case PickleOpcode.EmptyTuple:
                Push(TupleOf([]));
                break;
            case PickleOpcode.Tuple:
                Push(TupleOf(PopGroup()));
                break;
            case PickleOpcode.Tuple1:
                PushTuple(1);
                break;
            case PickleOpcode.Tuple2:
                PushTuple(2);
                break;
            case PickleOpcode.Tuple3:
                PushTuple(3);
                break;
            case PickleOpcode.EmptyList:
                Push(OpaqueValue.List);
                break;
            case PickleOpcode.EmptySet:
                Push(OpaqueValue.Set);
                break;
            case PickleOpcode.EmptyDict:
                Push(new PickleDictionary());
                break;
            case PickleOpcode.Append:
                Pop();
                RequireList();
                break;
            case PickleOpcode.Appends:
                PopGroup();
                RequireList();
                break;
            case PickleOpcode.SetItem:
                object? value = Pop();
                SetItems([Pop(), value]);
                break;
            case PickleOpcode.SetItems:
                SetItems(PopGroup());
                break;
            default:
                throw _refusal.Because(InvalidCheckpointReason.UnknownOpcode, $"the opcode 0x{(byte)opcode:X2} at byte {_at} of data.pkl is none that weights need.");
        }
    }

    private void PushTuple(int count)
    {
        var items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        Push(TupleOf(items));
    }

    private PickleTuple TupleOf(object?[] items) => new(items, Nested(items.Select(DepthOf).DefaultIfEmpty().Max()));

    private void RequireList()
    {
        if (Top() is not OpaqueValue)
        {
            throw Damaged("a value is appended to what is no list");
        }
    }

    private void SetItems(object?[] keysAndValues)
    {
        if (keysAndValues.Length % 2 != 0)
        {
            throw Damaged("a dictionary is given a key without a value");
        }

        switch (Top())
        {
            case PickleDictionary dictionary:
                for (int i = 0; i < keysAndValues.Length; i += 2)
                {
                    dictionary.Add(keysAndValues[i], keysAndValues[i + 1], Nested(Math.Max(DepthOf(keysAndValues[i]), DepthOf(keysAndValues[i + 1]))));
                }

                break;
            case OpaqueValue:
                break;
            default:
                throw Damaged("a key and a value are put into what is no dictionary");
        }
    }

    private int Nested(int depth) =>
        depth < CheckpointLimits.Nesting ? depth + 1 : throw TooLarge($"values are nested more than {CheckpointLimits.Nesting} deep");

    private static int DepthOf(object? value) => value switch
    {
        PickleTuple tuple => tuple.Depth,
        PickleDictionary dictionary => dictionary.Depth,
        _ => 0,
    };
}
