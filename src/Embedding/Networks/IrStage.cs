namespace HyperFace.Embedding.Networks;

/// <summary>A stage of an IR network: units of one width, the first of which halves the picture.</summary>
/// <param name="Units">Number of units.</param>
/// <param name="Width">Channels that each gives.</param>
internal readonly record struct IrStage(int Units, int Width);
