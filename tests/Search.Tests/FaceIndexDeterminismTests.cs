using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexDeterminismTests : IDisposable
{
    private const int Dimension = 24;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_input_and_seed_give_the_same_bytes_whatever_the_threads()
    {
        byte[] one = Snapshot(threads: 1, seed: 1);
        Assert.Equal(one, Snapshot(threads: 1, seed: 1));
        Assert.Equal(one, Snapshot(threads: 2, seed: 1));
        Assert.Equal(one, Snapshot(threads: 4, seed: 1));
        Assert.NotEqual(one, Snapshot(threads: 1, seed: 2));
    }

    [Fact]
    public void An_opened_index_goes_on_as_the_one_that_was_saved()
    {
        // What a list has settled is not in the snapshot: the choices must come out the same without it.
        using FaceIndex lasting = Filled(seed: 1, from: 0, to: 1500);
        lasting.Link(2);
        string path = _folder.File("half");
        lasting.Save(path);
        using FaceIndex opened = FaceIndex.Open(path);
        foreach (FaceIndex index in new[] { lasting, opened })
        {
            Fill(index, from: 1500, to: 3000);
            index.Link(2);
        }

        Assert.Equal(Bytes(lasting), Bytes(opened));
    }

    [Fact]
    public void A_search_answers_the_same_whatever_was_searched_before()
    {
        using FaceIndex index = Filled(seed: 1, from: 0, to: 1500);
        index.Link(2);
        SubjectSet few = SubjectSet.Of(Enumerable.Range(0, 5).Select(i => new SubjectKey((uint)i)));
        var request = new SearchRequest { MaxCandidates = 5, Filter = few, Mode = SearchMode.Graph, Ef = 5 };
        float[] probe = SeededVectors.Gaussian(-5, Dimension);
        Candidate[] fresh = index.Find(probe, request, out SearchAnswer answer);
        index.Find(probe, new SearchRequest { MaxCandidates = 1000, Mode = SearchMode.Graph, Ef = 5000 });
        Assert.Equal(fresh, index.Find(probe, request, out SearchAnswer again));
        Assert.Equal(answer, again);
    }

    private static FaceIndex Filled(ulong seed, int from, int to)
    {
        var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, Graph = new HnswParameters { M = 8, EfConstruction = 40, Seed = seed } });
        Fill(index, from, to);
        return index;
    }

    /// <summary>Singles, subjects of three, copies, and some that are removed before linking.</summary>
    private static void Fill(FaceIndex index, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            index.Add((ulong)i, (uint)(i % 500), SeededVectors.Gaussian(i % 10 == 0 ? i / 100 : 10_000 + i, Dimension));
        }

        for (int i = from; i < to; i += 11)
        {
            index.Remove(new TemplateId((ulong)i));
        }
    }

    private byte[] Snapshot(int threads, ulong seed)
    {
        using FaceIndex index = Filled(seed, from: 0, to: 3000);
        index.Link(threads);
        return Bytes(index);
    }

    private byte[] Bytes(FaceIndex index)
    {
        string path = _folder.File("index");
        index.Save(path, new SnapshotStamp(1, 2));
        return File.ReadAllBytes(path);
    }
}
