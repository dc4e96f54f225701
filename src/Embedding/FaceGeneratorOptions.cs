using HyperFace.Embedding.Inference;

namespace HyperFace.Embedding;

/// <summary>How a generator is run.</summary>
public sealed record FaceGeneratorOptions
{
    /// <summary>Smallest width and height of the pictures handed out, in pixels.</summary>
    public const int MinSize = 16;

    /// <summary>Largest width and height of the pictures handed out, in pixels.</summary>
    public const int MaxSize = 1024;

    private const int MaxThreads = 256;

    /// <summary>Which ONNX Runtime execution provider runs the generator: <c>auto</c> (the default), <c>cpu</c>, <c>cuda</c>, …</summary>
    public string ExecutionProvider { get; init; } = "auto";

    /// <summary>Pictures made at a time: 0 to 256; 0, the default, takes one per processor.</summary>
    public int Threads { get; init; }

    /// <summary>Width and height of the pictures handed out, in pixels: 16 to 1024, 112 by default, and no larger than what the generator makes.</summary>
    public int Size { get; init; } = 112;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the option, unless every value is in its range.</summary>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(ExecutionProvider))
        {
            throw new ArgumentOutOfRangeException(nameof(ExecutionProvider), ExecutionProvider, "The name of an execution provider is needed: 'auto', 'cpu', 'cuda', …");
        }

        OptionRange.Require(Threads, 0, MaxThreads, nameof(Threads));
        OptionRange.Require(Size, MinSize, MaxSize, nameof(Size));
    }
}
