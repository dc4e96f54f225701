using System.Numerics;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

/// <content>
/// Where the cut is high, peak codes exclude nearly everybody, and they are half as long as sign codes. Whom they do not exclude is
/// put off until the sweep is over, but for the likeliest: when these have raised the cut, few of the others reach it still.
/// </content>
internal sealed unsafe partial class CertifiedSweep
{
    /// <summary>Slots that are put off at most: a megabyte. Then they are settled.</summary>
    public const int MostDeferred = 1 << 17;

    /// <summary>Where peaks let more than one slot in so many pass, the stretch is swept by signs. Looking at a template takes as long as adding up the signs of thirty in the cache.</summary>
    private const int ManyAreOneIn = 32;

    /// <summary>Where signs let fewer than one slot in so many pass, the next stretch is swept by peaks, which let about ten times as many pass then.</summary>
    private const int VeryFewAreOneIn = 512;

    /// <summary>The codes of so many fit no cache. To read them takes twice as long then, and either limit is twice as wide.</summary>
    private const int UncachedSlots = 1 << 18;

    /// <summary>Of the likeliest no more than these are looked at before their turn.</summary>
    private const int MostLikely = 64;

    private readonly Shortlist _likeliest = new();
    private readonly DeferredSlots _deferred = new();
    private readonly int _mostDeferred;
    private bool _peaksExclude;
    private int _patience;

    /// <summary>Looks at all that were put off.</summary>
    public void Settle()
    {
        long began = _watch!.Now;
        CutLine line = CutLine.Certain(_collector.Floor, _bound, Probe.Peaks.Scale);
        foreach (DeferredSlot deferred in _deferred.Slots)
        {
            if (line.IsReached(deferred.Sum, deferred.Alignment) && Admits(deferred.Slot))
            {
                _counts.PassedPeaks++;
                Await(deferred.Slot);
            }
        }

        _deferred.Clear();
        ScoreWaiting();
        _counts.OtherMoments += _watch.Now - began;
    }

    private void BeginPeaks()
    {
        _deferred.Clear();
        _likeliest.Reset((int)Math.Min(MostLikely, (long)_collector.Capacity * FirstLook));
        _peaksExclude = true;
        _patience = _vectors.Count < UncachedSlots ? 1 : 2;
    }

    /// <summary>Sweeps a stretch by its peaks; false where they exclude too few, and then nothing was done. Without a cut they exclude nobody.</summary>
    private bool TrySweepPeaks(int first, int end)
    {
        if (!CutLine.IsBound(_collector.Floor) || !_peaksExclude)
        {
            return false;
        }

        long began = _watch!.Now;
        int before = _deferred.Count;
        DeferredSlot* next = DeferReachers(first, end);
        long summed = _watch.Now;
        _counts.PeakMoments += summed - began;
        if ((next - _deferred.End) * ManyAreOneIn > _patience * (end - first))
        {
            return false;
        }

        _deferred.EndAt(next);
        _counts.ReadPeaks += end - first;
        if (!_collector.TakesEverybody)
        {
            LookAtLikeliest(_deferred.Slots[before..]);
        }

        _counts.OtherMoments += _watch.Now - summed;
        if (_deferred.Count > _mostDeferred)
        {
            Settle();
        }

        return true;
    }

    /// <summary>Writes those that peaks do not exclude behind those put off, of which they are none yet; returns their end.</summary>
    private DeferredSlot* DeferReachers(int first, int end)
    {
        DeferredSlot* next = _deferred.MakeRoom(end - first);
        CutLine line = CutLine.Certain(_collector.Floor, _bound, Probe.Peaks.Scale);
        for (int slot = first; slot < end; slot += BlockSums.Slots)
        {
            byte* block = _codes.Peaks.Of(slot);
            float* alignments = _codes.Peaks.Alignments(block);
            Fetch.Lines((byte*)alignments + BlockSums.FetchAhead, BlockSums.Slots * sizeof(float));
            BlockSums.Of(block, Probe.Peaks.Values, _codes.Peaks.Pairs, _sums);
            for (uint reached = Within(end - slot, line.Reached(_sums, alignments)); reached != 0; reached &= reached - 1)
            {
                int place = BitOperations.TrailingZeroCount(reached);
                *next++ = DeferredSlot.Of(slot + place, _sums[place], alignments[place]);
            }
        }

        return next;
    }

    /// <summary>Those of the highest estimates raise the cut before the others are asked again.</summary>
    private void LookAtLikeliest(ReadOnlySpan<DeferredSlot> slots)
    {
        foreach (DeferredSlot deferred in slots)
        {
            float product = Probe.Peaks.Scale.ProductOf(deferred.Sum);
            if (product > _likeliest.Floor * deferred.Alignment && Admits(deferred.Slot))
            {
                _likeliest.Offer(product / deferred.Alignment, deferred.Slot);
                _counts.PassedPeaks++;
                Await(deferred.Slot);
            }
        }

        ScoreWaiting();
    }
}
