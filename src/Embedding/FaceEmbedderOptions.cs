using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>How a model is run.</summary>
public sealed record FaceEmbedderOptions
{
    private const int MaxThreads = 256;
    private const int MaxBatchSize = 256;
    private const long LeastMemory = 16L << 20;
    private const long MostMemory = 1L << 40;

    /// <summary>
    /// Which ONNX Runtime execution provider runs the model: <c>auto</c> (the default: the best that is there),
    /// <c>cpu</c>, <c>cuda</c>, … What is not there is refused by name.
    /// </summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>
    /// Calls of the model that run side by side, of one thread each: 0 to 256. 0, the default, takes one per processor, or
    /// what <see cref="FaceEmbedder.ChoosePlan"/> measures to be faster.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Faces in one inference call, at most: 1 to 256, 16 by default. Larger lists are cut into batches of this size.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>
    /// Whether <see cref="FaceEmbedder.ChoosePlan"/> measures. True by default; where it is false, or
    /// <see cref="Threads"/> is set, the numbers above are the plan.
    /// </summary>
    public bool MeasurePlan { get; init; } = true;

    /// <summary>Images decoded at a time: 0 to 256; 0, the default, takes one per processor.</summary>
    public int DecodeThreads { get; init; }

    /// <summary>
    /// Bytes that decoded pixels, faces and input tensors take at most, together: 16 MiB to 1 TiB, 1 GiB by default. An
    /// image waits until there is room for it; one that alone takes more is refused. Not counted: the model's weights,
    /// what ONNX Runtime works with, and the files that callers hold.
    /// </summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>What an image may be.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range. Whether the provider is there, and whether the batches fit into the memory, is found out when a model is opened.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(ExecutionProvider))
        {
            throw new ArgumentOutOfRangeException(nameof(ExecutionProvider), ExecutionProvider, "The name of an execution provider is needed: 'auto', 'cpu', 'cuda', …");
        }

        OptionRange.Require(Threads, 0, MaxThreads, nameof(Threads));
        OptionRange.Require(BatchSize, 1, MaxBatchSize, nameof(BatchSize));
        OptionRange.Require(DecodeThreads, 0, MaxThreads, nameof(DecodeThreads));
        OptionRange.Require(MaxMemory, LeastMemory, MostMemory, nameof(MaxMemory));
        if (Limits is null)
        {
            throw new ArgumentOutOfRangeException(nameof(Limits), null, "The limits of an image must not be null.");
        }

        Limits.Validate();
    }
}
