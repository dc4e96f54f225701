namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>What made the pictures of a set.</summary>
/// <param name="Kind"><c>procedural</c> or <c>onnx</c>.</param>
/// <param name="Variation">How far the renderer varied, <c>normal</c> or <c>wide</c>; null for an ONNX generator.</param>
/// <param name="Name">An ONNX generator's name; null for the renderer.</param>
/// <param name="Sha256">An ONNX generator's SHA-256; null for the renderer.</param>
/// <param name="Licence">An ONNX generator's licence; null when not known.</param>
internal sealed record GeneratorDocument(string Kind, string? Variation, string? Name, string? Sha256, string? Licence);
