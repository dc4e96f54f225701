namespace HyperFace.Embedding.Checkpoints;

/// <summary>A dictionary of a pickle stream, as a row of keys and values: its keys may be anything, and are not hashed.</summary>
internal sealed class PickleDictionary
{
    private readonly List<KeyValuePair<object?, object?>> _entries = [];

    /// <summary>Keys and values in the order in which they came.</summary>
    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries;

    /// <summary>How deep it is nested: 1 when it holds no tuple or dictionary.</summary>
    public int Depth { get; private set; } = 1;

    /// <summary>The value of a text; null when there is none. Of several the last counts, as in Python.</summary>
    public object? this[string key] => _entries.LastOrDefault(entry => entry.Key is string text && text == key).Value;

    public void Add(object? key, object? value, int depth)
    {
        _entries.Add(new KeyValuePair<object?, object?>(key, value));
        Depth = Math.Max(Depth, depth);
    }
}
