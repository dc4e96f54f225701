using HyperFace.Embedding;
using HyperFace.Embedding.Tests.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Fuzz.Targets;

/// <summary>
/// Opening a model whose manifest fits it: what remains when whoever made the manifest is the attacker. Everybody else
/// is stopped by the hash, which is checked before ONNX Runtime sees a byte.
/// </summary>
internal sealed class OnnxTarget : FuzzTarget
{
    private readonly ModelFolder _folder = new();

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Corpus { get; } = [FaceGraphs.PlaneMeans(), FaceGraphs.PlaneMeans(batch: 1), FaceGraphs.Projection(), FaceGraphs.WithNorm(), FaceGraphs.SquareRoots(), FaceGraphs.OpenShape()];

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary { get; } =
    [
        .. new[] { "image", "embedding", "batch", "Conv", "Gemm", "MatMul", "Pad", "Reshape", "Tile", "Expand", "Loop", "If", "Scan", "ConstantOfShape", "Flatten", "Tanh", "ai.onnx", "com.microsoft", "location", "../weights", "axes", "keepdims" }
            .Select(System.Text.Encoding.ASCII.GetBytes),
        [0x08, 0x01], [0x10, 0x07], [0x0A, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x10],
    ];

    /// <inheritdoc/>
    public override string Try(byte[] input)
    {
        _folder.WriteModel(input);
        try
        {
            using FaceEmbedder embedder = FaceEmbedder.Open(_folder.Manifest, new FaceEmbedderOptions { Threads = 1, ExecutionProvider = "cpu" });
            return "accepted";
        }
        catch (ModelException refusal)
        {
            return refusal.InnerException is OnnxRuntimeException ? "refused: ONNX Runtime" : "refused: contract";
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _folder.Dispose();
}
