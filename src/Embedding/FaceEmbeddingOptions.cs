namespace HyperFace.Embedding;

/// <summary>What <c>AddHyperFaceEmbedding</c> registers. Validated when the host starts.</summary>
public sealed class FaceEmbeddingOptions
{
    /// <summary>The model's manifest, or the ONNX file that it lies beside. Must be set.</summary>
    public string Model { get; set; } = "";

    /// <summary>How the model is run.</summary>
    public FaceEmbedderOptions Embedder { get; set; } = new();
}
