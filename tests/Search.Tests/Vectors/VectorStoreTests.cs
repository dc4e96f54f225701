using HyperFace.Search.Memory;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Vectors;

public sealed unsafe class VectorStoreTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(4096)]
    public void Slots_keep_what_was_put_into_them_across_segments(int dimension)
    {
        var store = new VectorStore(dimension);
        int count = (2 * SlotsPerSegment(store)) + 3;
        for (int i = 0; i < count; i++)
        {
            int slot = store.Append();
            store.Write(slot, ulong.MaxValue - (ulong)i, uint.MaxValue - (uint)i)[dimension - 1] = i;
            store.Publish(slot);
        }

        Assert.Equal(count, store.Count);
        for (int slot = 0; slot < count; slot++)
        {
            Assert.True(store.Template(slot) == ulong.MaxValue - (ulong)slot && store.Subject(slot) == uint.MaxValue - (uint)slot && store.Vector(slot)[dimension - 1] == slot && !store.IsDead(slot));
            Assert.True((nint)store.Vector(slot) % NativeBlock.Alignment == 0, "a vector does not begin on a cache line");
        }

        store.Free();
    }

    [Fact]
    public void What_fills_a_vector_up_to_the_cache_line_is_zero()
    {
        var store = new VectorStore(17);
        for (int i = 0; i < 100; i++)
        {
            int slot = store.Append();
            store.Write(slot, 1, 1).Fill(1);
            store.Publish(slot);
        }

        Assert.Equal(32, store.Stride);
        Assert.All(Enumerable.Range(0, 100), slot => Assert.Equal(17, new ReadOnlySpan<float>(store.Vector(slot), 32).ToArray().Sum()));
        store.Free();
    }

    [Fact]
    public void The_dead_are_marked_and_counted_out()
    {
        var store = new VectorStore(2);
        for (int i = 0; i < 5; i++)
        {
            store.Publish(store.Append());
        }

        store.Kill(1);
        store.Kill(4);
        Assert.Equal((5, 3), (store.Count, store.Live));
        byte[] marks = store.CopyDeathMarks();
        store.Kill(0);
        Assert.Equal([0, 1, 0, 0, 1], marks);
        store.Free();
    }

    [Fact]
    public void Released_slots_are_used_again_the_lowest_first()
    {
        var store = new VectorStore(2);
        for (int i = 0; i < 6; i++)
        {
            store.Publish(store.Append());
        }

        Assert.False(store.TryFindFree(out _));
        foreach (int slot in new[] { 4, 1, 3 })
        {
            store.Kill(slot);
        }

        store.Release([3, 4]);
        Assert.Equal((6, 3, 2), (store.Count, store.Live, store.FreeSlots));
        Assert.Equal(3, Taken());
        store.Release([1]);
        Assert.Equal([1, 4], new[] { Taken(), Taken() });
        Assert.False(store.TryFindFree(out _));
        Assert.Equal((6, 6, 0), (store.Count, store.Live, store.FreeSlots));
        Assert.Equal((6, 0), store.CountMarks());
        store.Free();

        int Taken()
        {
            Assert.True(store.TryFindFree(out int slot));
            store.Publish(slot);
            return slot;
        }
    }

    [Fact]
    public void Death_marks_are_copied_across_segments()
    {
        var store = new VectorStore(4096);
        int count = (3 * SlotsPerSegment(store)) + 1;
        for (int i = 0; i < count; i++)
        {
            store.Publish(store.Append());
            if (i % 3 == 0)
            {
                store.Kill(i);
            }
        }

        Assert.Equal(Enumerable.Range(0, count).Select(i => (byte)(i % 3 == 0 ? 1 : 0)), store.CopyDeathMarks());
        store.Free();
    }

    [Fact]
    public void A_slot_is_not_counted_before_it_is_published()
    {
        var store = new VectorStore(2);
        int slot = store.Append();
        Assert.Equal((0, 0), (store.Count, store.Live));
        store.Publish(slot);
        Assert.Equal((1, 1), (store.Count, store.Live));
        store.Free();
    }

    private static int SlotsPerSegment(VectorStore store) => Math.Max(store.Vectors.Shape.SegmentItems, store.Dead.Shape.SegmentItems);
}
