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
    public void A_set_of_bits_holds_whom_they_name() =>
        Gen.ULong.Array[0, 6].Sample(words =>
        {
            ulong[] given = [.. words];
            SubjectSet set = SubjectSet.OfBits(given);
            given.AsSpan().Clear();
            Assert.Equal(words.Sum(word => (long)System.Numerics.BitOperations.PopCount(word)), set.Count);
            Assert.All(Enumerable.Range(0, 400), key => Assert.Equal(key / 64 < words.Length && (words[key / 64] >> (key % 64) & 1) != 0, set.Contains(new SubjectKey((uint)key))));
            Assert.False(set.Contains(new SubjectKey(uint.MaxValue)));
        });

    [Fact]
    public void More_bits_than_subjects_are_refused()
    {
        Assert.Throws<ArgumentException>(TooMany);

        static unsafe SubjectSet TooMany()
        {
            // Never read: it is refused before.
            ulong word = 0;
            return SubjectSet.OfBits(new ReadOnlySpan<ulong>(&word, (1 << 26) + 1));
        }
    }

    [Fact]
    public void No_set_is_made_of_nothing() => Assert.Throws<ArgumentNullException>(() => SubjectSet.Of(null!));
}
