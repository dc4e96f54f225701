using HyperFace.Search.Graph;

namespace HyperFace.Search.Tests.Graph;

public sealed class WaitingSlotsTests
{
    [Fact]
    public void Slots_come_at_the_end_and_go_from_the_front()
    {
        var waiting = new WaitingSlots();
        for (int slot = 0; slot < 1000; slot++)
        {
            waiting.Add(slot);
            if (slot % 3 == 2)
            {
                waiting.Skip(2);
            }
        }

        Assert.Equal(Enumerable.Range(666, 334), waiting.Slots.ToArray());
        waiting.Skip(334);
        Assert.Equal(0, waiting.Count);
    }

    [Fact]
    public void Who_reads_while_others_come_and_go_sees_a_piece_of_the_line()
    {
        var waiting = new WaitingSlots();
        bool isOver = false;
        var changer = new Thread(() =>
        {
            for (int slot = 0; slot < 200_000; slot++)
            {
                waiting.Add(slot);
                if (slot % 97 == 96)
                {
                    waiting.Skip(97);
                }
            }

            Volatile.Write(ref isOver, true);
        });
        changer.Start();
        bool isWhole = true;
        while (!Volatile.Read(ref isOver))
        {
            ReadOnlySpan<int> slots = waiting.Slots;
            for (int i = 1; i < slots.Length; i++)
            {
                isWhole &= slots[i] == slots[i - 1] + 1;
            }
        }

        changer.Join();
        Assert.True(isWhole);
    }
}
