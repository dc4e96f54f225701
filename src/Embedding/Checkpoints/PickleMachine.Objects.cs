namespace HyperFace.Embedding.Checkpoints;

/// <content>Calls and states of objects: read, never made.</content>
internal sealed partial class PickleMachine
{
    private void Call()
    {
        if (Pop() is not PickleTuple arguments)
        {
            throw Damaged("a call has no tuple of arguments");
        }

        switch (Pop())
        {
            case PickleGlobal function:
                Push(ResultOf(function, arguments.Items));
                break;
            case OpaqueValue opaque:
                Push(opaque);
                break;
            default:
                throw Damaged("a call is made of what is no function or class");
        }
    }

    private object? ResultOf(PickleGlobal function, object?[] arguments)
    {
        if (function == PickleGlobal.OrderedDictionary && arguments.Length == 0)
        {
            return new PickleDictionary();
        }

        if (function == PickleGlobal.Tensor)
        {
            return TensorReference.Of(arguments) ?? throw Damaged("a tensor has other arguments than storage, offset, size and stride");
        }

        if (function == PickleGlobal.Parameter)
        {
            return arguments is [TensorReference or OpaqueValue, ..] ? arguments[0] : throw Damaged("a parameter is made of what is no tensor");
        }

        return function == PickleGlobal.Size && arguments is [PickleTuple size] ? size : OpaqueValue.Of(function);
    }

    private void SetState()
    {
        object? state = Pop();
        switch (Top())
        {
            // The attributes of a dictionary: PyTorch keeps the versions of its modules there, which say nothing of weights.
            case PickleDictionary when state is PickleDictionary or null:
            case OpaqueValue:
                break;
            default:
                throw Damaged("a state is set on what has none");
        }
    }
}
