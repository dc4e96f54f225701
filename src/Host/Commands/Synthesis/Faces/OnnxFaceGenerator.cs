using HyperFace.Embedding;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>An ONNX generator behind the interface that the renderer stands behind: neither room knows the other.</summary>
internal sealed class OnnxFaceGenerator(FaceGenerator generator) : IFaceGenerator
{
    /// <inheritdoc/>
    public int CodeLength => generator.Manifest.CodeLength;

    /// <inheritdoc/>
    public int Size => generator.Size;

    /// <inheritdoc/>
    public void Generate(ReadOnlySpan<float> code, ulong variationSeed, Span<byte> rgb) => generator.Generate(code, variationSeed, rgb);
}
