using HyperFace.Search.Searching;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Searching;

public sealed class SearchBudgetTests
{
    [Fact]
    public void Without_limits_everything_is_granted_and_no_clock_is_read()
    {
        var clock = new StepClock(TimeSpan.FromTicks(1));
        var budget = new SearchBudget();
        budget.Begin(clock, clock.GetTimestamp(), default);
        Assert.Equal(int.MaxValue, budget.Grant(int.MaxValue));
        Assert.Equal(1, budget.Grant(1));
        Assert.False(budget.IsLate());
        Assert.Equal((SearchStop.None, 2), (budget.StoppedBy, clock.GetTimestamp()));
    }

    [Fact]
    public void Visits_are_granted_to_the_last_and_stop_the_search_only_when_one_more_is_wanted()
    {
        SearchBudget budget = Begun(new SearchRequest { VisitLimit = 10 });
        Assert.Equal(7, budget.Grant(7));
        Assert.Equal(3, budget.Grant(7));
        budget.Return(2);
        budget.Spend(1);
        Assert.Equal(1, budget.Grant(7));
        Assert.Equal(SearchStop.None, budget.StoppedBy);
        Assert.Equal(0, budget.Grant(1));
        Assert.Equal(SearchStop.VisitLimit, budget.StoppedBy);
        budget.Return(5);
        Assert.Equal(0, budget.Grant(1));
    }

    [Fact]
    public void Threads_that_share_a_budget_are_granted_no_more_than_there_is()
    {
        SearchBudget budget = Begun(new SearchRequest { VisitLimit = 1_000_003 });
        long granted = 0;
        Parallel.For(0, 4, _ =>
        {
            for (int got = budget.Grant(7); got > 0; got = budget.Grant(7))
            {
                Interlocked.Add(ref granted, got);
            }
        });
        Assert.Equal(1_000_003, granted);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 2)]
    public void When_the_time_is_over_nothing_more_is_granted(int ticks, int grants)
    {
        SearchBudget budget = Begun(new SearchRequest { TimeLimit = TimeSpan.FromTicks(ticks) });
        for (int i = 0; i < grants; i++)
        {
            Assert.Equal(5, budget.Grant(5));
        }

        Assert.Equal(0, budget.Grant(5));
        budget.Stop(SearchStop.VisitLimit);
        Assert.Equal(SearchStop.TimeLimit, budget.StoppedBy);
    }

    [Fact]
    public void The_longest_time_does_not_overflow()
    {
        SearchBudget budget = Begun(new SearchRequest { TimeLimit = TimeSpan.MaxValue });
        Assert.Equal(5, budget.Grant(5));
        var fast = new SearchBudget();
        fast.Begin(TimeProvider.System, long.MaxValue / 2, new SearchRequest { TimeLimit = TimeSpan.MaxValue });
        Assert.Equal(5, fast.Grant(5));
    }

    /// <summary>Begun at the first tick of a clock that goes on by a tick each time it is read.</summary>
    private static SearchBudget Begun(SearchRequest request)
    {
        var clock = new StepClock(TimeSpan.FromTicks(1));
        var budget = new SearchBudget();
        budget.Begin(clock, clock.GetTimestamp(), request);
        return budget;
    }
}
