namespace HyperFace.Embedding.Checkpoints;

/// <summary>The name of a function or class in a pickle stream. It is compared with names that are known, and never looked up.</summary>
/// <param name="Module">The module.</param>
/// <param name="Name">The name in it.</param>
internal sealed record PickleGlobal(string Module, string Name)
{
    public static readonly PickleGlobal OrderedDictionary = new("collections", "OrderedDict");
    public static readonly PickleGlobal Tensor = new("torch._utils", "_rebuild_tensor_v2");
    public static readonly PickleGlobal Parameter = new("torch._utils", "_rebuild_parameter");
    public static readonly PickleGlobal Size = new("torch", "Size");

    public override string ToString() => $"{Module}.{Name}";
}
