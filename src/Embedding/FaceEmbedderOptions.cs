using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>How a model is run.</summary>
public sealed record FaceEmbedderOptions
{
    private const int MaxThreads = 256;
    private const int MaxBatchSize = 256;

    /// <summary>
    /// Which ONNX Runtime execution provider runs the model: <c>auto</c> (the default: the best that is there),
    /// <c>cpu</c>, <c>cuda</c>, … What is not there is refused by name.
    /// </summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>Threads for inference: 0 to 256; 0, the default, takes one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Faces in one inference call, at most: 1 to 256, 16 by default. Larger lists are cut into batches of this size.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>What an image may be.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range. Whether the provider is there is found out when a model is opened.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(ExecutionProvider))
        {
            throw new ArgumentOutOfRangeException(nameof(ExecutionProvider), ExecutionProvider, "The name of an execution provider is needed: 'auto', 'cpu', 'cuda', …");
        }

        OptionRange.Require(Threads, 0, MaxThreads, nameof(Threads));
        OptionRange.Require(BatchSize, 1, MaxBatchSize, nameof(BatchSize));
        if (Limits is null)
        {
            throw new ArgumentOutOfRangeException(nameof(Limits), null, "The limits of an image must not be null.");
        }

        Limits.Validate();
    }
}
