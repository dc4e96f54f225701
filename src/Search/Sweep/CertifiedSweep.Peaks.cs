namespace HyperFace.Search.Sweep;

/// <content>Where the cut is high, peak codes exclude nearly everybody, and they are half as long as sign codes.</content>
internal sealed unsafe partial class CertifiedSweep
{
    /// <summary>Where peaks let more than one slot in so many pass, the stretch is swept by signs. Looking at a template takes as long as adding up the signs of thirty in the cache.</summary>
    private const int ManyAreOneIn = 32;

    /// <summary>Where signs let fewer than one slot in so many pass, the next stretch is swept by peaks.</summary>
    private const int VeryFewAreOneIn = 512;

    /// <summary>Where peaks let too many pass they are tried again when the cut is higher by this.</summary>
    private const float Rise = 0.02f;

    /// <summary>The codes of so many fit no cache, and reading them takes twice as long.</summary>
    private const int UncachedSlots = 1 << 18;

    private bool _peaksExclude;
    private float _leastOfPeaks;

    private void BeginPeaks()
    {
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
        int before = _deferredByPeaks.Count;
        bool areFew = TryDefer(_codes.Peaks, Probe.Peaks, _deferredByPeaks, first, end, Patience * (end - first) / ManyAreOneIn);
        long summed = _watch.Now;
        _counts.PeakMoments += summed - began;
        if (!areFew)
        {
            _leastOfPeaks = _collector.Floor + Rise;
            return false;
        }

        _counts.ReadPeaks += end - first;
        _ = LookAtLikeliest(_deferredByPeaks, before, Probe.Peaks.Scale, ref _counts.PassedPeaks);
        _counts.OtherMoments += _watch.Now - summed;
        return true;
    }
}
