namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// Runs a pickle stream without running anything that it names: functions and classes are names, calls of the few that
/// make weights are read as data, and all others give a value that holds nothing. What a stream can make the machine do
/// is bounded by its length: each opcode costs a bounded time, shared values are never copied, and nothing is walked.
/// </summary>
internal sealed partial class PickleMachine
{
    private const int Protocol = 2;

    private readonly PickleCursor _cursor;
    private readonly CheckpointRefusal _refusal;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _values;
    private int _at;

    private PickleMachine(byte[] pickle, CheckpointRefusal refusal)
    {
        _cursor = new PickleCursor(pickle, refusal);
        _refusal = refusal;
    }

    /// <summary>
    /// The value of a stream: null, a bool, long, double or string, a <see cref="PickleTuple"/>, a
    /// <see cref="PickleDictionary"/>, a <see cref="TensorReference"/>, a <see cref="StorageReference"/>, a
    /// <see cref="PickleGlobal"/> or an <see cref="OpaqueValue"/>.
    /// </summary>
    /// <exception cref="InvalidCheckpointException">The stream is not one that is read.</exception>
    public static object? Run(byte[] pickle, CheckpointRefusal refusal) => new PickleMachine(pickle, refusal).Run();

    private object? Run()
    {
        if (_cursor.Byte() != (byte)PickleOpcode.Proto || _cursor.Byte() != Protocol)
        {
            throw _refusal.Because(InvalidCheckpointReason.NotACheckpoint, $"data.pkl does not begin as a pickle stream of protocol {Protocol} does.");
        }

        while (true)
        {
            _at = _cursor.Position;
            var opcode = (PickleOpcode)_cursor.Byte();
            if (opcode == PickleOpcode.Stop)
            {
                return Result();
            }

            Step(opcode);
        }
    }

    private object? Result()
    {
        if (_marks.Count > 0 || _stack.Count != 1)
        {
            throw Damaged("the stream ends in the middle of a value");
        }

        return _cursor.IsAtEnd ? _stack[0] : throw Damaged("there are bytes behind the end of the stream");
    }

    private void Step(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.None:
                Push(null);
                break;
            case PickleOpcode.NewTrue:
                Push(true);
                break;
            case PickleOpcode.NewFalse:
                Push(false);
                break;
            case PickleOpcode.BinInt:
                Push((long)_cursor.Int32());
                break;
            case PickleOpcode.BinInt1:
                Push((long)_cursor.Byte());
                break;
            case PickleOpcode.BinInt2:
                Push((long)_cursor.UInt16());
                break;
            case PickleOpcode.Long1:
                Push(_cursor.Long() is { } number ? number : OpaqueValue.LargeNumber);
                break;
            case PickleOpcode.BinFloat:
                Push(_cursor.Double());
                break;
            case PickleOpcode.BinUnicode:
                Push(_cursor.Text());
                break;
            case PickleOpcode.ShortBinString:
                Push(_cursor.Latin());
                break;
            case PickleOpcode.Global:
                Push(new PickleGlobal(_cursor.Line(), _cursor.Line()));
                break;
            case PickleOpcode.BinPut:
                Keep(_cursor.Byte());
                break;
            case PickleOpcode.LongBinPut:
                Keep(_cursor.UInt32());
                break;
            case PickleOpcode.BinGet:
                Push(Kept(_cursor.Byte()));
                break;
            case PickleOpcode.LongBinGet:
                Push(Kept(_cursor.UInt32()));
                break;
            case PickleOpcode.Reduce or PickleOpcode.NewObj:
                Call();
                break;
            case PickleOpcode.Build:
                SetState();
                break;
            case PickleOpcode.BinPersId:
                Push(StorageReference.Of(Pop()) ?? throw Damaged("a persistent id is not that of a storage"));
                break;
            default:
                StepContainer(opcode);
                break;
        }
    }

    private InvalidCheckpointException Damaged(string message) => _refusal.Damaged($"{message} (byte {_at} of data.pkl).");

    private InvalidCheckpointException TooLarge(string message) => _refusal.TooLarge($"{message} (byte {_at} of data.pkl).");
}
