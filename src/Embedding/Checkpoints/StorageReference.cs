namespace HyperFace.Embedding.Checkpoints;

/// <summary>Names a storage: an entry of the archive with the elements of one or more tensors.</summary>
/// <param name="Element">Their type.</param>
/// <param name="Key">The entry's name below <c>data/</c>.</param>
/// <param name="Count">How many there are.</param>
internal sealed record StorageReference(TensorElement Element, string Key, long Count)
{
    private const int MaxDigits = 9;

    /// <summary>The element type of a storage class; null when it is not read.</summary>
    public static TensorElement? ElementOf(PickleGlobal type) => (type.Module, type.Name) switch
    {
        ("torch", "FloatStorage") => TensorElement.Single,
        ("torch", "HalfStorage") => TensorElement.Half,
        ("torch", "BFloat16Storage") => TensorElement.BFloat16,
        ("torch", "DoubleStorage") => TensorElement.Double,
        ("torch", "LongStorage") => TensorElement.Int64,
        _ => null,
    };

    /// <summary>Bytes of an element.</summary>
    public static int BytesOf(TensorElement element) => element switch
    {
        TensorElement.Half or TensorElement.BFloat16 => 2,
        TensorElement.Single => 4,
        _ => 8,
    };

    /// <summary>
    /// What a persistent id means: a tuple of "storage", the storage's class, its key, a device and the number of
    /// elements. Null when it is no such tuple; a value that holds nothing where the class is not known.
    /// </summary>
    public static object? Of(object? persistentId)
    {
        if (persistentId is not PickleTuple { Items: ["storage", PickleGlobal type, string key, string, long count] } || count < 0
            || key.Length is 0 or > MaxDigits || !key.All(char.IsAsciiDigit))
        {
            return null;
        }

        return ElementOf(type) is { } element ? new StorageReference(element, key, count) : OpaqueValue.Of(type);
    }
}
