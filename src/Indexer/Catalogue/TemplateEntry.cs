namespace HyperFace.Indexer.Catalogue;

/// <summary>What the catalogue knows of one template; the vector is in the log and in the index.</summary>
internal sealed record TemplateEntry(ulong Id, string ContentHash, string? Source, float? Norm, long EnrolledUnixMilliseconds, string? JobId, long? Row, int? Images = null);
