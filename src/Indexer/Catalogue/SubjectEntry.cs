namespace HyperFace.Indexer.Catalogue;

/// <summary>One subject as the catalogue holds it. Immutable: a change makes a new entry.</summary>
internal sealed record SubjectEntry(uint Key, string SubjectId, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<TemplateEntry> Templates)
{
    /// <summary>The template with these contents, if the subject has it already.</summary>
    public TemplateEntry? FindContent(string contentHash) => Templates.FirstOrDefault(t => t.ContentHash == contentHash);
}
