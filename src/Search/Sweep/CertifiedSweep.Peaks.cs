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

    /// <summary>Where signs let fewer than one slot in so many pass, the next stretch is swept by peaks.</summary>
    private const int VeryFewAreOneIn = 512;

    /// <summary>Where peaks let too many pass they are tried again when the cut is higher by this.</summary>
    private const float Rise = 0.02f;

    /// <summary>The codes of so many fit no cache, and reading them takes twice as long.</summary>
    private const int UncachedSlots = 1 << 18;

    /// <summary>After so many that were put off the time limit is looked at.</summary>
    private const int SettledAtATime = 2048;

    /// <summary>Of the likeliest no more than these are looked at before their turn.</summary>
    private const int MostLikely = 64;

    private readonly Shortlist _likeliest = new();
    private readonly DeferredSlots _deferred;
    private readonly int _mostDeferred;
    private bool _peaksExclude;
    private float _leastOfPeaks;

    /// <summary>Looks at all that were put off, as far as the time goes.</summary>
    public void Settle()
    {
        long began = _watch!.Now;
        CutLine line = CutLine.Certain(_collector.Floor, _bound, Probe.Peaks.Scale);
        Span<DeferredSlot> left = _deferred.Slots;
        while (left.Length > 0 && !_budget!.IsLate())
        {
            int some = Math.Min(left.Length, SettledAtATime);
            foreach (DeferredSlot deferred in left[..some])
            {
                if (line.IsReached(deferred.Sum, deferred.Alignment) && Admits(deferred.Slot))
                {
                    _counts.PassedPeaks++;
                    Await(deferred.Slot);
                }
            }

            left = left[some..];
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
        _leastOfPeaks = CutLine.Least;
    }

    /// <summary>
    /// How many times as many as usual may pass. Where reading takes long more looks are worth it; but at a threshold that nobody
    /// has reached yet all will be looked at. The mate of one who is asked for raises the cut above all strangers.
    /// </summary>
    private int Patience => _vectors.Count < UncachedSlots || !_collector.IsFull ? 1 : _collector.Capacity == 1 ? 4 : 2;

    /// <summary>Takes note of how many the signs of a stretch let pass.</summary>
    private void NoteSigns(long passed, int slots) => _peaksExclude = passed * VeryFewAreOneIn < Patience * (long)slots;

    /// <summary>Sweeps a stretch by its peaks; false where they exclude too few, and then nothing was done. Without a cut they exclude nobody.</summary>
    private bool TrySweepPeaks(int first, int end)
    {
        if (!_peaksExclude || !(_collector.Floor >= _leastOfPeaks))
        {
            return false;
        }

        long began = _watch!.Now;
        int before = _deferred.Count;
        bool areFew = TryDeferReachers(first, end, Patience * (end - first) / ManyAreOneIn);
        long summed = _watch.Now;
        _counts.PeakMoments += summed - began;
        if (!areFew)
        {
            _leastOfPeaks = _collector.Floor + Rise;
            return false;
        }

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

    /// <summary>Puts off those that peaks do not exclude; nobody, and false, where they are more than <paramref name="most"/>.</summary>
    private bool TryDeferReachers(int first, int end, int most)
    {
        DeferredSlot* next = _deferred.MakeRoom(end - first);
        DeferredSlot* last = next + most;
        CutLine line = CutLine.Certain(_collector.Floor, _bound, Probe.Peaks.Scale);
        for (int slot = first; slot < end; slot += BlockSums.Slots)
        {
            float* alignments = AddUpBlock(_codes.Peaks, Probe.Peaks.Values, slot);
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

        _deferred.EndAt(next);
        return true;
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
