namespace HyperFace.Search;

/// <summary>The numbers of an HNSW graph, named as by Malkov and Yashunin (IEEE TPAMI 2020, arXiv:1603.09320).</summary>
public sealed record HnswParameters
{
    /// <summary>Links of a node in the upper layers; the lowest has twice as many. 2 to 128, 16 by default.</summary>
    public int M { get; init; } = 16;

    /// <summary>Candidates kept in view while a node is linked: <see cref="M"/> to 4096, 200 by default.</summary>
    public int EfConstruction { get; init; } = 200;

    /// <summary>Candidates kept in view by a search that does not say: 1 to 65536, 256 by default.</summary>
    public int EfSearch { get; init; } = 256;

    /// <summary>Seed of the nodes' levels: the same input and seed give the same graph. Any value, 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/>, naming the parameter, unless every number is in its range.</summary>
    internal void Validate()
    {
        Require(M is >= 2 and <= 128, M, nameof(M), "2 to 128");
        Require(EfConstruction >= M && EfConstruction <= 4096, EfConstruction, nameof(EfConstruction), "M to 4096");
        Require(EfSearch is >= 1 and <= 65536, EfSearch, nameof(EfSearch), "1 to 65536");

        static void Require(bool holds, int value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
            }
        }
    }
}
