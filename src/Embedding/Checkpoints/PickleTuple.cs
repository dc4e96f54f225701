namespace HyperFace.Embedding.Checkpoints;

/// <summary>A tuple of a pickle stream.</summary>
/// <param name="Items">Its values.</param>
/// <param name="Depth">How deep it is nested: 1 when it holds no other tuple or dictionary.</param>
internal sealed record PickleTuple(object?[] Items, int Depth);
