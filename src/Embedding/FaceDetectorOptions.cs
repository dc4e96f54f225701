using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>How a detector is run.</summary>
public sealed record FaceDetectorOptions
{
    private const int MaxThreads = 256;
    private const int MostFaces = 1000;
    private const long LeastMemory = 16L << 20;
    private const long MostMemory = 1L << 40;

    /// <summary>Which ONNX Runtime execution provider runs the detector: <c>auto</c> (the default), <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>Photos searched at a time: 0 to 256; 0, the default, takes one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Faces of one photo, at most: 1 to 1000, 100 by default. Of more, those with the best scores are kept.</summary>
    public int MaxFaces { get; init; } = 100;

    /// <summary>Bytes that photos take while they are decoded, at most: 16 MiB to 1 TiB, 1 GiB by default.</summary>
    public long MaxMemory { get; init; } = 1L << 30;

    /// <summary>What a photo may be, where the detector decodes it.</summary>
    public ImageLimits Limits { get; init; } = new();

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(ExecutionProvider))
        {
            throw new ArgumentOutOfRangeException(nameof(ExecutionProvider), ExecutionProvider, "The name of an execution provider is needed: 'auto', 'cpu', 'cuda', …");
        }

        OptionRange.Require(Threads, 0, MaxThreads, nameof(Threads));
        OptionRange.Require(MaxFaces, 1, MostFaces, nameof(MaxFaces));
        OptionRange.Require(MaxMemory, LeastMemory, MostMemory, nameof(MaxMemory));
        if (Limits is null)
        {
            throw new ArgumentOutOfRangeException(nameof(Limits), null, "The limits of an image must not be null.");
        }

        Limits.Validate();
    }
}
