namespace HyperFace.Embedding.Checkpoints;

/// <summary>
/// What a checkpoint may be. The largest that is meant to be read (an ir_101 with its optimiser's states and a head of
/// 50,000 classes) is several times smaller in each; a file made to exhaust the reader ends at these.
/// </summary>
internal static class CheckpointLimits
{
    public const long FileBytes = 8L << 30;
    public const int Entries = 10_000;
    public const int NameBytes = 256;
    public const int DirectoryBytes = 8 << 20;
    public const int PickleBytes = 16 << 20;
    public const int TextBytes = 64 << 10;
    public const int GlobalBytes = 256;
    public const int Values = 1_000_000;
    public const int StackHeight = 200_000;
    public const int MemoIndex = 1_000_000;
    public const int Nesting = 64;
    public const int Rank = 8;

    /// <summary>Elements of all weights together: protobuf, and with it ONNX, ends at 2 GiB, and ours are four bytes each.</summary>
    public const long WeightElements = (1L << 29) - (1L << 20);
}
