using CsCheck;
using HyperFace.Search.Sweep;

namespace HyperFace.Search.Tests.Sweep;

public sealed unsafe class DeferredSlotTests
{
    [Fact]
    public void What_reached_a_line_before_it_was_put_off_reaches_it_after() =>
        Gen.Select(Gen.Float[0, 1], Gen.Int[0, 65_280], Gen.Float[0, 1], Gen.Double[1e-5, 1e-2], Gen.Double[-1, 0]).Sample((alignment, sum, cut, step, least) =>
        {
            var line = CutLine.Certain(cut, ErrorBound.Of(512, 1e-6), new SumScale((float)least, (float)step, step, 0.63));
            var deferred = DeferredSlot.Of(7, sum, alignment);
            Assert.Equal((7, sum), (deferred.Slot, (int)deferred.Sum));
            Assert.InRange(deferred.Alignment, alignment - 2e-5f, alignment);
            Assert.True(!line.IsReached(sum, alignment) || line.IsReached(deferred.Sum, deferred.Alignment));
        });

    [Fact]
    public void The_straight_residual_is_never_less_than_the_true_one() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 0.99]).Sample((alignment, usual) =>
            Assert.InRange(new SumScale(0, 1, 1, usual).ResidualOf(alignment), Math.Sqrt(1 - (alignment * alignment)) - 1e-12, double.MaxValue));

    [Fact]
    public void A_list_keeps_what_was_put_into_it_while_it_grows()
    {
        using var list = new DeferredSlots(most: 600);
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 1000; i += 10)
            {
                DeferredSlot* next = list.MakeRoom(10);
                Assert.True(next == list.End);
                for (int j = 0; j < 10; j++)
                {
                    *next++ = new DeferredSlot(i + j, (ushort)i, 0);
                }

                // Half of it is taken back.
                list.EndAt(next - 5);
            }

            Assert.Equal(500, list.Count);
            Assert.Equal(Enumerable.Range(0, 1000).Where(i => i % 10 < 5), list.Slots.ToArray().Select(slot => slot.Slot));
            list.Clear();
            Assert.Equal(0, list.Slots.Length);
        }
    }

    [Fact]
    public void Of_what_came_last_those_are_kept_that_reach_a_line()
    {
        var line = CutLine.Likely(0.5f, new SumScale(0, 0.001f, 0, 0.63));
        using var list = new DeferredSlots(most: 100);
        DeferredSlot* next = list.MakeRoom(20);
        for (int i = 0; i < 20; i++)
        {
            *next++ = DeferredSlot.Of(i, i % 3 == 0 ? 600 : 400, 1);
        }

        list.EndAt(next);
        list.Keep(5, 10, line);
        Assert.Equal([0, 1, 2, 3, 4, 6, 9, 12], list.Slots.ToArray().Select(slot => slot.Slot));
        list.Keep(8, 0, line);
        Assert.Equal(8, list.Count);
    }
}
