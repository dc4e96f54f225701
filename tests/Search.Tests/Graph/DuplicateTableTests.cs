using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Tests.Support;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Graph;

public sealed class DuplicateTableTests
{
    [Fact]
    public void The_first_of_equal_vectors_is_found_for_the_others()
    {
        VectorStore vectors = FilledStore.Of([1, 2], [2, 1], [1, 2], [1, 2]);
        var table = new DuplicateTable(new GraphMetric(vectors, codes: null), vectors, new LinkStore(4));
        Assert.Equal([-1, -1, 0, 0], Enumerable.Range(0, 4).Select(slot => table.FindOrAdd(slot)));
        vectors.Free();
    }

    [Fact]
    public void A_vector_that_differs_in_one_bit_is_another()
    {
        VectorStore vectors = FilledStore.Of([1, 2], [1, float.BitIncrement(2)]);
        var table = new DuplicateTable(new GraphMetric(vectors, codes: null), vectors, new LinkStore(4));
        Assert.Equal([-1, -1], Enumerable.Range(0, 2).Select(slot => table.FindOrAdd(slot)));
        vectors.Free();
    }

    /// <summary>Where there are codes, walks go by these: what has the same one is the same to them, and one node only.</summary>
    [Fact]
    public void Vectors_that_codes_do_not_tell_apart_are_one_node()
    {
        float[] face = SeededVectors.Gaussian(1, 64);
        float[] near = [.. face];
        near[3] = float.BitIncrement(near[3]);
        float[] half = [.. face];
        half[3] /= 2;
        VectorStore vectors = FilledStore.Of(face, near, near, half, half);
        var codes = new CodeStore(64, seed: 1);
        codes.Reserve(5);
        for (int slot = 0; slot < 5; slot++)
        {
            codes.Write(slot, UnitOf(vectors, slot), new float[64]);
        }

        var table = new DuplicateTable(new GraphMetric(vectors, codes), vectors, new LinkStore(4));
        Assert.Equal([-1, 0, 0, -1, 3], Enumerable.Range(0, 5).Select(slot => table.FindOrAdd(slot)));
        codes.Free();
        vectors.Free();
    }

    [Fact]
    public void A_slot_is_not_its_own_copy()
    {
        VectorStore vectors = FilledStore.Of([1, 2]);
        var table = new DuplicateTable(new GraphMetric(vectors, codes: null), vectors, new LinkStore(4));
        Assert.Equal(-1, table.FindOrAdd(0));
        Assert.Equal(-1, table.FindOrAdd(0));
        vectors.Free();
    }

    [Fact]
    public void A_node_that_was_forgotten_is_found_no_more()
    {
        VectorStore vectors = FilledStore.Of([1, 2], [1, 2], [1, 2]);
        var table = new DuplicateTable(new GraphMetric(vectors, codes: null), vectors, new LinkStore(4));
        Assert.Equal(-1, table.FindOrAdd(0));
        table.Remove(1);
        Assert.Equal(0, table.FindOrAdd(1));
        table.Remove(0);
        Assert.Equal([-1, 1], new[] { table.FindOrAdd(1), table.FindOrAdd(2) });
        vectors.Free();
    }

    [Fact]
    public void Nodes_of_a_snapshot_are_known_and_slots_that_are_no_nodes_are_not()
    {
        VectorStore vectors = FilledStore.Of([1, 2], [2, 1], [1, 2], [2, 1]);
        var links = new LinkStore(4);
        links.Reserve(4);
        links.Place(0, 0);
        var table = new DuplicateTable(new GraphMetric(vectors, codes: null), vectors, links);
        table.Restore(linked: 2);
        Assert.Equal([0, -1], Enumerable.Range(2, 2).Select(slot => table.FindOrAdd(slot)));
        links.Free();
        vectors.Free();
    }

    private static unsafe ReadOnlySpan<float> UnitOf(VectorStore vectors, int slot) => new(vectors.Vector(slot), vectors.Dimension);
}
