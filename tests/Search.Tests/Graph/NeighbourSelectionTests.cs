using CsCheck;
using HyperFace.Search.Graph;
using HyperFace.Search.Kernels;
using HyperFace.Search.Tests.Support;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Graph;

public sealed unsafe class NeighbourSelectionTests
{
    [Fact]
    public void A_candidate_nearer_to_a_kept_one_than_to_the_node_is_dropped()
    {
        VectorStore vectors = FilledStore.Of([1, 0], [10, 1], [10, 2], [10, -2]);
        Assert.Equal([1, 3], Select(vectors, 0, [1, 2, 3], room: 4));
        vectors.Free();
    }

    [Fact]
    public void A_candidate_just_as_near_to_a_kept_one_as_to_the_node_is_dropped()
    {
        VectorStore vectors = FilledStore.Of([4, 3, 0], [4, -3, 0], [3, 0, 9]);
        Assert.Equal([1], Select(vectors, 0, [1, 2], room: 4));
        vectors.Free();
    }

    [Fact]
    public void Copies_of_a_neighbour_do_not_fill_a_list()
    {
        VectorStore vectors = FilledStore.Of([1, 0], [10, 1], [10, 1], [10, 1], [10, -2]);
        Assert.Equal([1, 4], Select(vectors, 0, [1, 2, 3, 4], room: 4));
        vectors.Free();
    }

    [Fact]
    public void No_more_are_kept_than_there_is_room_for()
    {
        VectorStore vectors = FilledStore.Of([0, 0, 1], [1, 0, 9], [-1, 0, 9], [0, 1, 9], [0, -1, 9]);
        Assert.Equal([1, 2], Select(vectors, 0, [1, 2, 3, 4], room: 2));
        vectors.Free();
    }

    [Fact]
    public void Choosing_anew_beside_settled_ones_gives_what_choosing_among_all_gives() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 6], Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[1, 12]).Sample((seed, dimension, settledCount, others, room) =>
        {
            int count = 1 + settledCount + others;
            VectorStore vectors = FilledStore.Of([.. Enumerable.Range(0, count).Select(i => SeededVectors.Gaussian(seed + i, dimension))]);
            int[] settled = Select(vectors, 0, [.. Enumerable.Range(1, settledCount)], room);
            int[] asked = [.. Enumerable.Range(1 + settledCount, others)];
            Neighbour[] short_ = Sorted(vectors, 0, [.. settled, .. asked], settled.Contains);
            Neighbour[] whole = Sorted(vectors, 0, [.. settled, .. asked], _ => false);
            int countShort = NeighbourSelection.Select(new GraphMetric(vectors, codes: null), short_, room);
            int countWhole = NeighbourSelection.Select(new GraphMetric(vectors, codes: null), whole, room);
            Assert.Equal(whole[..countWhole].Select(n => n.Slot), short_[..countShort].Select(n => n.Slot));
            vectors.Free();
        });

    private static int[] Select(VectorStore vectors, int node, int[] slots, int room)
    {
        Neighbour[] neighbours = Sorted(vectors, node, slots, _ => false);
        int count = NeighbourSelection.Select(new GraphMetric(vectors, codes: null), neighbours, room);
        return [.. neighbours[..count].Select(neighbour => neighbour.Slot)];
    }

    private static Neighbour[] Sorted(VectorStore vectors, int node, int[] slots, Func<int, bool> isSettled)
    {
        Neighbour[] neighbours = [.. slots.Select(slot => new Neighbour(DotProduct.Of(vectors.Vector(node), vectors.Vector(slot), vectors.Stride), slot, isSettled(slot)))];
        Array.Sort(neighbours);
        return neighbours;
    }
}
