using HyperFace.Search.Sweep;

namespace HyperFace.Search.Tests.Sweep;

public sealed class ShortlistTests
{
    [Fact]
    public void It_keeps_the_highest_estimates_whatever_their_order()
    {
        var list = new Shortlist();
        foreach (int capacity in new[] { 5, 1, 50, 300 })
        {
            list.Reset(capacity);
            Assert.Equal((0, float.NegativeInfinity), (list.Count, list.Floor));
            float[] estimates = [.. Enumerable.Range(0, 200).Select(i => (float)(i * 7919 % 200))];
            for (int i = 0; i < estimates.Length; i++)
            {
                list.Offer(estimates[i], i);
            }

            Assert.Equal(
                estimates.Select((estimate, i) => (estimate, i)).OrderByDescending(pair => pair.estimate).Take(capacity).Select(pair => pair.i).Order(),
                list.Slots.ToArray().Order());
            Assert.Equal(capacity > 200 ? float.NegativeInfinity : 200 - capacity, list.Floor);
        }
    }
}
