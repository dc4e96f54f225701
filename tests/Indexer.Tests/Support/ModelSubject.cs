namespace HyperFace.Indexer.Tests.Support;

internal sealed record ModelSubject(Dictionary<string, string> Metadata, List<ModelTemplate> Templates);
