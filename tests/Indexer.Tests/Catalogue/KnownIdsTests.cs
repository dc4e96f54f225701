using HyperFace.Indexer.Catalogue;

namespace HyperFace.Indexer.Tests.Catalogue;

public sealed class KnownIdsTests
{
    [Fact]
    public void No_known_id_is_ever_denied_and_few_strangers_are_let_pass()
    {
        // More than the first filter holds, so that a second is added.
        const int count = 100_000;
        var known = new KnownIds(0);
        for (int i = 0; i < count; i++)
        {
            known.Add($"subject-{i}");
        }

        known.Complete();

        Assert.All(Enumerable.Range(0, count), i => Assert.True(known.MayHold($"subject-{i}")));
        int passed = Enumerable.Range(0, count).Count(i => known.MayHold($"stranger-{i}"));
        Assert.InRange(passed, 0, count / 100);
    }

    [Fact]
    public void Before_all_are_known_nobody_is_denied()
    {
        var known = new KnownIds(0);
        known.Add("a");

        Assert.True(known.MayHold("b"));
        known.Complete();
        Assert.False(known.MayHold("b"));
        Assert.True(known.MayHold("a"));
    }
}
