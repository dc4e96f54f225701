namespace HyperFace.Embedding.Checkpoints;

/// <summary>Says where in a storage a tensor lies. Nothing of it is checked against the archive yet.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Elements before the tensor's first.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Strides">Elements from one to the next, for each dimension.</param>
internal sealed record TensorReference(StorageReference Storage, long Offset, long[] Shape, long[] Strides)
{
    private const int LeastArguments = 6;
    private const int MostArguments = 7;

    /// <summary>
    /// What <c>torch._utils._rebuild_tensor_v2</c> would make of its arguments: storage, offset, size, stride, whether a
    /// gradient is wanted, hooks, and in newer versions metadata. Null when they are none; a value that holds nothing
    /// where the storage holds nothing.
    /// </summary>
    public static object? Of(object?[] arguments)
    {
        if (arguments.Length is < LeastArguments or > MostArguments
            || arguments[1] is not long offset || offset < 0
            || Sizes(arguments[2]) is not { } shape || Sizes(arguments[3]) is not { } strides || shape.Length != strides.Length)
        {
            return null;
        }

        return arguments[0] switch
        {
            StorageReference storage => new TensorReference(storage, offset, shape, strides),
            OpaqueValue opaque => opaque,
            _ => null,
        };
    }

    private static long[]? Sizes(object? value) =>
        value is PickleTuple { Items: { Length: <= CheckpointLimits.Rank } items } && items.All(item => item is long and >= 0)
            ? [.. items.Cast<long>()]
            : null;
}
