using HyperFace.Search.Searching;

namespace HyperFace.Search.Tests.Searching;

public sealed class UseCountTests
{
    [Fact]
    public void Closing_when_nobody_is_inside_frees_at_once()
    {
        var uses = default(UseCount);
        Assert.True(uses.TryEnter());
        Assert.False(uses.Leave());
        Assert.True(uses.Close());
    }

    [Fact]
    public void The_last_to_leave_after_closing_frees()
    {
        var uses = default(UseCount);
        uses.TryEnter();
        uses.TryEnter();
        Assert.False(uses.Close());
        Assert.False(uses.Leave());
        Assert.True(uses.Leave());
    }

    [Fact]
    public void Nobody_enters_after_closing_and_the_refused_free_nothing_twice()
    {
        var uses = default(UseCount);
        Assert.True(uses.Close());
        Assert.False(uses.TryEnter());
        Assert.False(uses.Leave());
        Assert.False(uses.Close());
        Assert.False(uses.TryEnter());
        Assert.False(uses.Leave());
    }

    [Fact]
    public void Closing_twice_while_somebody_is_inside_frees_once()
    {
        var uses = default(UseCount);
        uses.TryEnter();
        Assert.False(uses.Close());
        Assert.False(uses.Close());
        Assert.False(uses.TryEnter());
        Assert.False(uses.Leave());
        Assert.True(uses.Leave());
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

                    box.Uses.TryEnter();
                    if (box.Uses.Leave())
                    {
                        Interlocked.Increment(ref freed);
                    }
                }
            });
            Assert.Equal(1, freed);
        }
    }

    private sealed class Box
    {
#pragma warning disable CA1051 // A mutable struct must be a field.
        public UseCount Uses;
#pragma warning restore CA1051
    }
}
