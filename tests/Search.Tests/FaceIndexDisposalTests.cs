using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

public sealed class FaceIndexDisposalTests
{
    private const int Dimension = 16;

    [Fact]
    public void A_disposed_index_refuses_every_call()
    {
        FaceIndex index = Filled(10);
        index.Dispose();
        index.Dispose();
        var id = new TemplateId(1);
        Assert.Throws<ObjectDisposedException>(() => index.Find(new float[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, default));
        Assert.Throws<ObjectDisposedException>(() => index.Add(100, 1, SeededVectors.Gaussian(1, Dimension)));
        Assert.Throws<ObjectDisposedException>(() => index.Remove(id));
        Assert.Throws<ObjectDisposedException>(() => index.Contains(id));
        Assert.Throws<ObjectDisposedException>(() => index.TryGetVector(id, new float[Dimension]));
        Assert.Throws<ObjectDisposedException>(() => index.Link(1));
        Assert.Throws<ObjectDisposedException>(() => index.Audit(1, 1));
        Assert.Throws<ObjectDisposedException>(() => index.Save("nowhere"));
        Assert.Equal(0, index.NativeBytes);
    }

    [Theory]
    [InlineData(16, false)]
    [InlineData(64, false)]
    [InlineData(64, true)]
    public void Searches_under_way_end_well_when_the_index_is_disposed(int dimension, bool isOpened)
    {
        using var folder = new TemporaryFolder();
        using FaceIndex filled = Filled(400, dimension);
        filled.Link(1);
        filled.Save(folder["index"]);
        for (int round = 0; round < 40; round++)
        {
            FaceIndex index = isOpened ? FaceIndex.Open(folder["index"]) : Filled(400, dimension);
            if (!isOpened)
            {
                index.Link(1);
            }

            using var started = new CountdownEvent(3);
            int wrong = 0;
            Thread[] searchers = [.. Enumerable.Range(0, 3).Select(number => new Thread(() => SearchUntilDisposed(index, dimension, number, started, ref wrong)))];
            Array.ForEach(searchers, searcher => searcher.Start());
            started.Wait();
            index.Dispose();
            Array.ForEach(searchers, searcher => searcher.Join());
            Assert.Equal(0, wrong);
            Assert.Equal(0, index.NativeBytes);
        }
    }

    /// <summary>The first walks bring links and codes of a snapshot into memory, a mebibyte each.</summary>
    [Fact]
    public void An_index_disposed_while_walks_bring_it_into_memory_frees_what_they_brought()
    {
        const int dimension = 256;
        using var folder = new TemporaryFolder();
        using (FaceIndex filled = Filled(6000, dimension))
        {
            filled.Link(2);
            filled.Save(folder["index"]);
        }

        for (int round = 0; round < 60; round++)
        {
            FaceIndex index = FaceIndex.Map(folder["index"]);
            using var started = new Barrier(4);
            int wrong = 0;
            Thread[] searchers = [.. Enumerable.Range(0, 3).Select(number => new Thread(() =>
            {
                started.SignalAndWait();
                try
                {
                    for (int i = number; i < 400; i += 3)
                    {
                        if (index.FindFirst(SeededVectors.Gaussian(i, dimension), SearchMode.Graph) != (ulong)i)
                        {
                            Interlocked.Increment(ref wrong);
                        }
                    }
                }
                catch (ObjectDisposedException)
                {
                    // How a search ends that began when the index was disposed already.
                }
            }))];
            Array.ForEach(searchers, searcher => searcher.Start());
            started.SignalAndWait();
            Thread.SpinWait(round * 2000);
            index.Dispose();
            Array.ForEach(searchers, searcher => searcher.Join());
            Assert.Equal((0, 0L), (wrong, index.NativeBytes));
        }
    }

    [Fact]
    public void An_index_disposed_while_it_links_is_freed_when_the_linking_ends()
    {
        FaceIndex index = Filled(300);
        bool wasFreed = true;
        index.Link(2, new Once(() =>
        {
            index.Dispose();
            wasFreed = index.NativeBytes == 0;
        }));
        Assert.False(wasFreed);
        Assert.Equal(0, index.NativeBytes);
    }

    private static void SearchUntilDisposed(FaceIndex index, int dimension, int number, CountdownEvent started, ref int wrong)
    {
        SearchMode mode = number switch { 0 => SearchMode.Exact, 1 => SearchMode.Graph, _ => dimension < 64 ? SearchMode.Graph : SearchMode.Certified };

        // Each searcher signals once: an event signalled more often than it counts throws.
        bool isStarted = false;
        try
        {
            for (int i = number; ; i = (i + 1) % 400)
            {
                if (index.FindFirst(SeededVectors.Gaussian(i, dimension), mode) != (ulong)i)
                {
                    Interlocked.Increment(ref wrong);
                }

                if (!isStarted)
                {
                    isStarted = true;
                    started.Signal();
                }
            }
        }
        catch (ObjectDisposedException)
        {
            // How a search ends that began when the index was disposed already.
        }
    }

    private static FaceIndex Filled(int count, int dimension = Dimension)
    {
        var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        for (int i = 0; i < count; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, dimension));
        }

        return index;
    }

    private sealed class Once(Action action) : IProgress<long>
    {
        private Action? _action = action;

        public void Report(long value)
        {
            _action?.Invoke();
            _action = null;
        }
    }
}
