namespace HyperFace.Embedding.Checkpoints;

/// <summary>Finds the weights in what a checkpoint's pickle stream holds.</summary>
internal static class StateDictionary
{
    private const string Key = "state_dict";

    /// <summary>The tensors by their names: those under <c>state_dict</c>, or where there is none, those of the root itself.</summary>
    /// <exception cref="InvalidCheckpointException">There are none, or there is something else among them.</exception>
    public static Dictionary<string, TensorReference> Of(object? root, CheckpointRefusal refusal)
    {
        if (root is not PickleDictionary dictionary)
        {
            throw refusal.Because(InvalidCheckpointReason.NotACheckpoint, "the file holds no dictionary of weights; a whole model saved as an object cannot be read without running code from the file.");
        }

        // A checkpoint of PyTorch Lightning has its weights under a key, beside much else; a bare one is nothing but weights.
        object? weights = dictionary.Entries.Any(entry => entry.Key is Key) ? dictionary[Key] : dictionary;
        var tensors = new Dictionary<string, TensorReference>(StringComparer.Ordinal);
        foreach ((object? key, object? value) in EntriesOf(weights, refusal))
        {
            if (key is not string name)
            {
                throw Wrong("a key", key, refusal);
            }

            if (value is not TensorReference tensor)
            {
                throw Wrong($"'{CheckpointRefusal.Shown(name)}'", value, refusal);
            }

            if (!tensors.TryAdd(name, tensor))
            {
                throw refusal.Damaged($"'{CheckpointRefusal.Shown(name)}' is in {Key} twice.");
            }
        }

        return tensors;
    }

    private static IReadOnlyList<KeyValuePair<object?, object?>> EntriesOf(object? weights, CheckpointRefusal refusal) =>
        weights is PickleDictionary dictionary ? dictionary.Entries : throw Wrong("what is there", weights, refusal);

    private static InvalidCheckpointException Wrong(string what, object? value, CheckpointRefusal refusal)
    {
        PickleGlobal? origin = value as PickleGlobal ?? (value as OpaqueValue)?.Origin;
        return origin is not null
            ? refusal.Because(InvalidCheckpointReason.ForbiddenGlobal, $"under {Key}, {what} needs '{CheckpointRefusal.Shown(origin.ToString())}', which makes no weights that are read. Nothing was called.")
            : refusal.Because(InvalidCheckpointReason.NotACheckpoint, $"under {Key}, {what} is {InWords(value)}; only tensors by their names may be there.");
    }

    private static string InWords(object? value) => value switch
    {
        null => "None",
        string => "a text",
        long or double or bool => "a number",
        PickleTuple => "a tuple",
        PickleDictionary => "a dictionary",
        TensorReference => "a tensor",
        StorageReference => "a storage",
        OpaqueValue opaque => opaque.Description,
        _ => "something else",
    };
}
