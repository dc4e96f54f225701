namespace HyperFace.Indexer.Tests.Support;

internal sealed record ModelTemplate(ulong Id, int Face);
