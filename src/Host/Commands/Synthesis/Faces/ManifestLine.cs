namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>One picture in <c>manifest.jsonl</c>.</summary>
/// <param name="Path">Within the set.</param>
/// <param name="Subject">Who: the name of the folder.</param>
/// <param name="Image">Which of the subject's pictures, from 0.</param>
/// <param name="Code">Row of <c>codes.npy</c>.</param>
/// <param name="VariationSeed">Chooses the variation, or an ONNX generator's noise, and what beta adds to the code; as text, because JSON readers round numbers of 64 bits.</param>
/// <param name="Variation">What the seed chose; null for an ONNX generator.</param>
internal sealed record ManifestLine(string Path, string Subject, int Image, int Code, string VariationSeed, VariationResource? Variation);
