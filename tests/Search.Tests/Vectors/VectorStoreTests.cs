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
            int slot = store.Reserve(ulong.MaxValue - (ulong)i, uint.MaxValue - (uint)i);
            store.Vector(slot)[dimension - 1] = i;
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
            int slot = store.Reserve(1, 1);
            new Span<float>(store.Vector(slot), 17).Fill(1);
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
            store.Publish(store.Reserve(1, 1));
        }

        store.Kill(1);
        store.Kill(4);
        Assert.Equal((5, 3), (store.Count, store.Live));
        byte[] marks = store.CopyDeathMarks();
        store.Kill(0);
        Assert.Equal([0, 1, 0, 0, 1], marks);
    }

    [Fact]
    public void Death_marks_are_copied_across_segments()
    {
        var store = new VectorStore(4096);
        int count = (3 * SlotsPerSegment(store)) + 1;
        for (int i = 0; i < count; i++)
        {
            store.Publish(store.Reserve(1, 1));
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
        int slot = store.Reserve(1, 1);
        Assert.Equal((0, 0), (store.Count, store.Live));
        store.Publish(slot);
        Assert.Equal((1, 1), (store.Count, store.Live));
        store.Free();
    }

    private static int SlotsPerSegment(VectorStore store) => (int)((8L << 20) / (store.Stride * sizeof(float)));
}
