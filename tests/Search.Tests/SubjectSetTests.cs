using CsCheck;

namespace HyperFace.Search.Tests;

public sealed class SubjectSetTests
{
    [Fact]
    public void A_set_holds_what_was_put_into_it_and_nothing_else() =>
        Gen.UInt[0, 300].Array[0, 40].Sample(keys =>
        {
            SubjectSet set = SubjectSet.Of(keys.Select(key => new SubjectKey(key)));
            Assert.Equal(keys.Distinct().Count(), set.Count);
            Assert.All(Enumerable.Range(0, 400), key => Assert.Equal(keys.Contains((uint)key), set.Contains(new SubjectKey((uint)key))));
            Assert.False(set.Contains(new SubjectKey(uint.MaxValue)));
        });

    [Fact]
    public void No_set_is_made_of_nothing() => Assert.Throws<ArgumentNullException>(() => SubjectSet.Of(null!));
}
