namespace HyperFace.Embedding.Checkpoints;

/// <summary>Stands for a value that is not needed, or that only a call could make: it can be passed on, and holds nothing.</summary>
/// <param name="Description">What it would be, for messages.</param>
/// <param name="Origin">The function or class that would make it; null when it is of a plain kind, as lists are.</param>
internal sealed record OpaqueValue(string Description, PickleGlobal? Origin = null)
{
    public static readonly OpaqueValue List = new("a list");
    public static readonly OpaqueValue Set = new("a set");
    public static readonly OpaqueValue LargeNumber = new("a number of more than 64 bits");

    public static OpaqueValue Of(PickleGlobal origin) => new($"something that '{origin}' would make", origin);
}
