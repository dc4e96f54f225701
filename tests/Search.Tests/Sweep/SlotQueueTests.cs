using HyperFace.Search.Sweep;

namespace HyperFace.Search.Tests.Sweep;

public sealed class SlotQueueTests
{
    [Fact]
    public void Slots_leave_in_the_order_in_which_they_came()
    {
        var queue = new SlotQueue(4);
        var left = new List<int>();
        for (int slot = 0; slot < 11; slot++)
        {
            if (queue.TryPush(slot, out int first))
            {
                left.Add(first);
            }
        }

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], left);
        Assert.True(queue.TryPop(out int next));
        Assert.Equal(7, next);
        Assert.False(queue.TryPush(11, out _));
        while (queue.TryPop(out int slot))
        {
            left.Add(slot);
        }

        Assert.Equal([8, 9, 10, 11], left[7..]);
        Assert.False(queue.TryPop(out _));
    }
}
