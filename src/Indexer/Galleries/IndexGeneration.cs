using HyperFace.Search;

namespace HyperFace.Indexer.Galleries;

/// <summary>An index together with the number of its generation.</summary>
internal sealed record IndexGeneration(FaceIndex Index, ulong Number);
