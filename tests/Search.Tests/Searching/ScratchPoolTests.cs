using HyperFace.Search.Codes;
using HyperFace.Search.Searching;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Searching;

public sealed unsafe class ScratchPoolTests
{
    private readonly VectorStore _vectors = new(64);
    private readonly CodeStore _codes = new(64, seed: 1);

    [Fact]
    public void A_scratch_given_back_is_handed_out_again_and_never_twice()
    {
        var pool = new ScratchPool(_vectors, _codes);
        SearchScratch first = pool.Take();
        SearchScratch second = pool.Take();
        Assert.NotSame(first, second);
        pool.Return(first);
        Assert.Same(first, pool.Take());
        Assert.NotSame(first, pool.Take());
        pool.Free();
    }

    [Fact]
    public void A_pool_that_is_full_frees_what_comes_back()
    {
        var pool = new ScratchPool(_vectors, _codes);
        SearchScratch[] scratches = [.. Enumerable.Range(0, 65).Select(_ => pool.Take())];
        Array.ForEach(scratches, pool.Return);
        Assert.All(scratches[..64], scratch => Assert.True(scratch.Probe != null));
        Assert.True(scratches[64].Probe == null);
        pool.Free();
        Assert.All(scratches, scratch => Assert.True(scratch.Probe == null));
    }

    [Fact]
    public void Room_for_neighbours_grows_and_is_as_long_as_asked_for()
    {
        using var scratch = new SearchScratch(_vectors, _codes);
        Assert.Equal(10, scratch.Neighbours(10).Length);
        Assert.Equal(1000, scratch.Neighbours(1000).Length);
        Assert.Equal(3, scratch.Neighbours(3).Length);
    }
}
