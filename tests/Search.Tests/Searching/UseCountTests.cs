using HyperFace.Search.Searching;

namespace HyperFace.Search.Tests.Searching;

public sealed class UseCountTests
{
    [Fact]
    public void Closing_when_nobody_is_inside_frees_at_once()
    {
        var uses = default(UseCount);
        Assert.True(uses.TryEnter(out _));
        Assert.False(uses.Leave(0));
        Assert.True(uses.Close());
    }

    [Fact]
    public void The_last_to_leave_after_closing_frees()
    {
        var uses = default(UseCount);
        uses.TryEnter(out _);
        uses.TryEnter(out _);
        Assert.False(uses.Close());
        Assert.False(uses.Leave(0));
        Assert.True(uses.Leave(0));
    }

    [Fact]
    public void Nobody_enters_after_closing_and_the_refused_free_nothing_twice()
    {
        var uses = default(UseCount);
        Assert.True(uses.Close());
        Assert.False(uses.TryEnter(out _));
        Assert.False(uses.Leave(0));
        Assert.False(uses.Close());
        Assert.False(uses.TryEnter(out _));
        Assert.False(uses.Leave(0));
    }

    [Fact]
    public void Closing_twice_while_somebody_is_inside_frees_once()
    {
        var uses = default(UseCount);
        uses.TryEnter(out _);
        Assert.False(uses.Close());
        Assert.False(uses.Close());
        Assert.False(uses.TryEnter(out _));
        Assert.False(uses.Leave(0));
        Assert.True(uses.Leave(0));
        Assert.False(uses.Close());
    }

    [Fact]
    public void Whoever_comes_and_goes_meanwhile_exactly_one_frees()
    {
        const int rounds = 2000;
        for (int round = 0; round < rounds; round++)
        {
            var box = new Box();
            int freed = 0;
            Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
            {
                for (int i = 0; i < 20; i++)
                {
                    if (worker == 0 && i == 10 && box.Uses.Close())
                    {
                        Interlocked.Increment(ref freed);
                    }

                    box.Uses.TryEnter(out int turn);
                    if (box.Uses.Leave(turn))
                    {
                        Interlocked.Increment(ref freed);
                    }
                }
            });
            Assert.Equal(1, freed);
        }
    }

    [Fact]
    public void Who_waits_waits_for_those_who_came_before_and_not_for_those_who_come_after()
    {
        var box = new Box();
        Assert.True(box.Uses.TryEnter(out int mine));
        for (int round = 0; round < 5; round++)
        {
            Assert.True(box.Uses.TryEnter(out int before));
            Assert.False(box.Uses.WaitForOthers(ref mine, TimeSpan.Zero));
            Assert.False(box.Uses.WaitForOthers(ref mine, TimeSpan.Zero));
            Assert.True(box.Uses.TryEnter(out int after));
            Assert.False(box.Uses.Leave(before));
            if (round % 2 == 0)
            {
                Assert.False(box.Uses.Leave(after));
                Assert.True(box.Uses.WaitForOthers(ref mine, TimeSpan.Zero));
                continue;
            }

            // Whoever came after the last wait is waited for by the next.
            Assert.False(box.Uses.WaitForOthers(ref mine, TimeSpan.Zero));
            Assert.False(box.Uses.Leave(after));
            Assert.True(box.Uses.WaitForOthers(ref mine, TimeSpan.Zero));
        }

        Assert.False(box.Uses.Close());
        Assert.True(box.Uses.Leave(mine));
    }

    [Fact]
    public void While_others_come_and_go_nobody_who_was_there_is_left_behind()
    {
        // Each visitor reads what is current and must never see it withdrawn while he is inside.
        var box = new Box();
        var withdrawn = new bool[20_000];
        int current = 0;
        bool stop = false;
        int seen = 0;
        var visitors = new Thread[3];
        for (int i = 0; i < visitors.Length; i++)
        {
            visitors[i] = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    box.Uses.TryEnter(out int turn);
                    int held = Volatile.Read(ref current);
                    Thread.SpinWait(20);
                    seen += Volatile.Read(ref withdrawn[held]) ? 1 : 0;
                    box.Uses.Leave(turn);
                }
            });
            visitors[i].Start();
        }

        for (int next = 1; next < withdrawn.Length; next++)
        {
            box.Uses.TryEnter(out int mine);
            Volatile.Write(ref current, next);
            if (box.Uses.WaitForOthers(ref mine, TimeSpan.FromSeconds(10)))
            {
                Volatile.Write(ref withdrawn[next - 1], true);
            }

            box.Uses.Leave(mine);
        }

        Volatile.Write(ref stop, true);
        Array.ForEach(visitors, visitor => visitor.Join());
        Assert.Equal(0, seen);
        Assert.True(withdrawn.Count(mark => mark) > withdrawn.Length / 2, "hardly any wait succeeded");
    }

    private sealed class Box
    {
#pragma warning disable CA1051 // A mutable struct must be a field.
        public UseCount Uses;
#pragma warning restore CA1051
    }
}
