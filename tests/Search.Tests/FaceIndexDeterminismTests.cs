using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexDeterminismTests : IDisposable
{
    /// <summary>Linked by their vectors, and, with codes, by their bytes.</summary>
    public static TheoryData<int> Dimensions => [24, 64];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void The_same_input_and_seed_give_the_same_bytes_whatever_the_threads(int dimension)
    {
        byte[] one = Snapshot(dimension, threads: 1, seed: 1);
        Assert.Equal(one, Snapshot(dimension, threads: 1, seed: 1));
        Assert.Equal(one, Snapshot(dimension, threads: 2, seed: 1));
        Assert.Equal(one, Snapshot(dimension, threads: 4, seed: 1));
        Assert.NotEqual(one, Snapshot(dimension, threads: 1, seed: 2));
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void An_opened_index_goes_on_as_the_one_that_was_saved(int dimension)
    {
        // What a list has settled is not in the snapshot: the choices must come out the same without it.
        using FaceIndex lasting = Filled(dimension, seed: 1, from: 0, to: 1500);
        lasting.Link(2);
        string path = _folder["half"];
        lasting.Save(path);
        using FaceIndex opened = FaceIndex.Open(path);
        foreach (FaceIndex index in new[] { lasting, opened })
        {
            Fill(index, from: 1500, to: 3000);
            index.Link(2);
        }

        Assert.Equal(Bytes(lasting), Bytes(opened));
    }

    [Theory]
    [MemberData(nameof(Dimensions))]
    public void A_search_answers_the_same_whatever_was_searched_before(int dimension)
    {
        using FaceIndex index = Filled(dimension, seed: 1, from: 0, to: 1500);
        index.Link(2);
        SubjectSet few = SubjectSet.Of(Enumerable.Range(0, 5).Select(i => new SubjectKey((uint)i)));
        var request = new SearchRequest { MaxCandidates = 5, Filter = few, Mode = SearchMode.Graph, Ef = 5 };
        float[] probe = SeededVectors.Gaussian(-5, dimension);
        Candidate[] fresh = index.Find(probe, request, out SearchAnswer answer);
        index.Find(probe, new SearchRequest { MaxCandidates = 1000, Mode = SearchMode.Graph, Ef = 5000 });
        Assert.Equal(fresh, index.Find(probe, request, out SearchAnswer again));
        Assert.Equal(answer, again);
    }

    private static FaceIndex Filled(int dimension, ulong seed, int from, int to)
    {
        var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension, Graph = new HnswParameters { M = 8, EfConstruction = 40, Seed = seed } });
        Fill(index, from, to);
        return index;
    }

    /// <summary>Singles, subjects of three, copies, and some that are removed before linking.</summary>
    private static void Fill(FaceIndex index, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            index.Add((ulong)i, (uint)(i % 500), SeededVectors.Gaussian(i % 10 == 0 ? i / 100 : 10_000 + i, index.Dimension));
        }

        for (int i = from; i < to; i += 11)
        {
            index.Remove(new TemplateId((ulong)i));
        }
    }

    private byte[] Snapshot(int dimension, int threads, ulong seed)
    {
        using FaceIndex index = Filled(dimension, seed, from: 0, to: 3000);
        index.Link(threads);
        return Bytes(index);
    }

    private byte[] Bytes(FaceIndex index)
    {
        string path = _folder["index"];
        index.Save(path, new SnapshotStamp(1, 2));
        return File.ReadAllBytes(path);
    }
}
