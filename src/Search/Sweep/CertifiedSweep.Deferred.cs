using System.Numerics;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

/// <content>
/// Whom a code does not exclude is put off until the sweep is over, but for the likeliest: when the mate has raised the cut, few of
/// the others reach it still, and looking at one takes as long as adding up the codes of many.
/// </content>
internal sealed unsafe partial class CertifiedSweep
{
    /// <summary>Slots that are put off at most: a megabyte. Then they are settled.</summary>
    public const int MostDeferred = 1 << 17;

    /// <summary>After so many that were put off the time limit is looked at.</summary>
    private const int SettledAtATime = 2048;

    /// <summary>Whether the cut may come to exclude some of those that are put off.</summary>
    private bool CanRise => !_collector.TakesEverybody && CutLine.IsBound(_collector.Floor);

    /// <summary>Looks at all that were put off and reach the cut still, as far as the time goes.</summary>
    public void Settle()
    {
        long began = _watch!.Now;
        Settle(_deferredBySigns, Probe.Signs.Scale, ref _counts.PassedSigns);
        Settle(_deferredByPeaks, Probe.Peaks.Scale, ref _counts.PassedPeaks);
        _counts.OtherMoments += _watch.Now - began;
    }

    private void Settle(DeferredSlots deferred, SumScale scale, ref long passed)
    {
        Span<DeferredSlot> left = deferred.Slots;
        while (left.Length > 0 && !_budget!.IsLate())
        {
            int some = Math.Min(left.Length, SettledAtATime);
            CutLine line = CutLine.Certain(_collector.Floor, _bound, scale);
            foreach (DeferredSlot slot in left[..some])
            {
                if (line.IsReached(slot.Sum, slot.Alignment) && Admits(slot.Slot))
                {
                    passed++;
                    Await(slot.Slot);
                }
            }

            left = left[some..];
        }

        deferred.Clear();
        ScoreWaiting();
    }

    /// <summary>Puts off those that a code does not exclude; nobody, and false, where they are more than <paramref name="most"/>.</summary>
    private bool TryDefer<TCode>(CodeBlocks codes, SumTable<TCode> table, DeferredSlots deferred, int first, int end, int most)
        where TCode : struct, IGroupCode
    {
        DeferredSlot* next = deferred.MakeRoom(end - first);
        DeferredSlot* last = next + most;
        byte* values = table.Values;
        CutLine line = CutLine.Certain(_collector.Floor, _bound, table.Scale);
        for (int slot = first; slot < end; slot += BlockSums.Slots)
        {
            float* alignments = AddUpBlock(codes, values, slot);
            for (uint reached = Within(end - slot, line.Reached(_sums, alignments)); reached != 0; reached &= reached - 1)
            {
                int place = BitOperations.TrailingZeroCount(reached);
                *next++ = DeferredSlot.Of(slot + place, _sums[place], alignments[place]);
            }

            if (next > last)
            {
                return false;
            }
        }

        deferred.EndAt(next);
        return true;
    }

    /// <summary>
    /// Of those from <paramref name="from"/> on looks at the ones whose estimates reach the cut, as half of the templates do that are as
    /// similar; the others remain put off if they reach it still. Where the cut cannot rise, or too many wait, all are looked at.
    /// Returns how many reached the cut, whether or not the filter lets them through.
    /// </summary>
    private int LookAtLikeliest(DeferredSlots deferred, int from, SumScale scale, ref long passed)
    {
        int reached = deferred.Count - from;
        if (CanRise)
        {
            int others = LookAtLikely(deferred.Slots[from..], scale, ref passed);
            int likely = reached - others;
            deferred.Keep(from, others, CutLine.Certain(_collector.Floor, _bound, scale));
            reached = likely + deferred.Count - from;
        }

        if (!CanRise || deferred.Count > _mostDeferred)
        {
            Settle(deferred, scale, ref passed);
        }

        return reached;
    }

    /// <summary>Looks at the likely ones and moves the others to the front; returns how many these are.</summary>
    private int LookAtLikely(Span<DeferredSlot> slots, SumScale scale, ref long passed)
    {
        float cut = _collector.Floor;
        CutLine line = CutLine.Likely(cut, scale);
        int others = 0;
        foreach (DeferredSlot slot in slots)
        {
            if (!line.IsReached(slot.Sum, slot.Alignment))
            {
                slots[others++] = slot;
            }
            else if (Admits(slot.Slot))
            {
                passed++;
                Await(slot.Slot);
                if (_collector.Floor > cut)
                {
                    cut = _collector.Floor;
                    line = CutLine.Likely(cut, scale);
                }
            }
        }

        ScoreWaiting();
        return others;
    }
}
