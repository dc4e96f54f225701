namespace HyperFace.Indexer;

/// <summary>One enrolled face of a subject; its vector stays in the gallery.</summary>
/// <param name="TemplateId">Its number, unique in the gallery and never used again.</param>
/// <param name="EnrolledAt">When it was enrolled.</param>
/// <param name="Source">Where it came from: a file's name or a row.</param>
/// <param name="ContentHash">SHA-256 of the image file, of the embedding's bytes, or of the hashes of the images that it was fused of, in hexadecimal.</param>
/// <param name="Norm">Length of the model's output before it was normalised, when known: with many models a sign of quality.</param>
/// <param name="Images">How many images it was fused of (<see cref="TemplateFusion.Fuse"/>); 1 for a template of one.</param>
public sealed record Template(ulong TemplateId, DateTimeOffset EnrolledAt, string? Source, string ContentHash, float? Norm, int Images = 1);
