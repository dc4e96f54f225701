namespace HyperFace.Indexer;

/// <summary>A person in a gallery.</summary>
/// <param name="SubjectId">The caller's own name for the person.</param>
/// <param name="Metadata">The caller's data on the person.</param>
/// <param name="Templates">The person's templates, oldest first.</param>
public sealed record Subject(string SubjectId, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<Template> Templates);
