using HyperFace.Embedding.Networks;

namespace HyperFace.Embedding.Tests.Checkpoints;

/// <summary>Networks of the IR kind, small enough to be written and run in a moment.</summary>
internal static class SmallNetworks
{
    /// <summary>Every kind of unit, for 16 × 16 pixels.</summary>
    public static readonly IrArchitecture Smallest = new(2, [new(1, 2), new(1, 3), new(2, 4), new(1, 5)], Side: 16, Dimension: 4);

    /// <summary>The units of an ir_50 in few channels, for 32 × 32 pixels.</summary>
    public static readonly IrArchitecture Narrow50 = new(4, [new(3, 4), new(4, 6), new(14, 8), new(3, 10)], Side: 32, Dimension: 16);

    /// <summary>A checkpoint of the smallest one.</summary>
    public static CheckpointWriter Checkpoint(int seed = 1) => CheckpointWriter.Of(Smallest, new NoiseWeights(Smallest, seed));
}
