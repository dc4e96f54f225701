using System.Numerics;
using System.Runtime.CompilerServices;
using HyperFace.Search.Codes;
using HyperFace.Search.Collecting;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;
using HyperFace.Search.Searching;
using HyperFace.Search.Tracing;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Sweep;

/// <summary>
/// A search through the peak codes or the sign codes of every template. A template is left out only where the one or the other, or
/// after it its two-bit code, says that it cannot reach the cut; for one that does reach it each of the three says so with a
/// third of the miss probability at most. What remains is scored by its bytes, whose error is bounded for certain, and what these
/// let through in full precision. The cut is the collector's floor: the threshold, and once there are enough subjects the worst
/// of them. Used again by later searches; not thread-safe.
/// </summary>
internal sealed unsafe partial class CertifiedSweep : IDisposable
{
    /// <summary>Slots that are swept by one kind of code before those that it does not exclude are asked for the likeliest.</summary>
    public const int StretchSlots = 8192;

    /// <summary>Slots whose likeliest give a first cut, where none is set.</summary>
    private const int FirstSlots = 1024;

    /// <summary>Slots whose codes are on their way from memory; a power of two.</summary>
    private const int Ahead = 32;

    /// <summary>Slots whose vectors are on their way; a power of two.</summary>
    private const int VectorsAhead = 4;

    /// <summary>For each subject asked for, this many slots are looked at to find a first cut.</summary>
    private const int FirstLook = 4;

    private readonly VectorStore _vectors;
    private readonly CodeStore _codes;
    private readonly SubjectCollector _collector;
    private readonly Shortlist _shortlist = new();
    private readonly DeferredSlots _deferredByPeaks;
    private readonly DeferredSlots _deferredBySigns;
    private readonly int _mostDeferred;
    private readonly SlotQueue _paired = new(Ahead);
    private readonly SlotQueue _scored = new(Ahead);
    private readonly SlotQueue _compared = new(VectorsAhead);
    private int* _sums;
    private float* _probe;
    private ErrorBound _bound;
    private SubjectFilter _filter;
    private SearchBudget? _budget;
    private StageWatch? _watch;
    private SweepCounts _counts;
    private float _cut = float.NaN;
    private float _least;
    private float _spread;

    /// <param name="vectors">What is swept.</param>
    /// <param name="codes">Its codes.</param>
    /// <param name="collector">Takes what is found.</param>
    /// <param name="mostDeferred">Slots that are put off by each kind of code at most, and <see cref="StretchSlots"/> more.</param>
    public CertifiedSweep(VectorStore vectors, CodeStore codes, SubjectCollector collector, int mostDeferred = MostDeferred)
    {
        _mostDeferred = mostDeferred;
        _deferredByPeaks = new DeferredSlots((long)mostDeferred + StretchSlots);
        _deferredBySigns = new DeferredSlots((long)mostDeferred + StretchSlots);
        _vectors = vectors;
        _codes = codes;
        _collector = collector;
        _sums = (int*)NativeBlock.Allocate(BlockSums.Slots * sizeof(int));
        Probe = new SweepProbe(codes.Rotation);
    }

    /// <summary>Frees the memory of a sweep that nobody disposed.</summary>
    ~CertifiedSweep() => NativeBlock.Free(_sums);

    /// <summary>The probe, rotated and rounded.</summary>
    public SweepProbe Probe { get; }

    /// <summary>Takes up a search; the collector was reset for it.</summary>
    /// <param name="probe">The probe, of unit length, padded as vectors are.</param>
    /// <param name="bound">How far a code may mislead.</param>
    /// <param name="filter">Whom to consider.</param>
    /// <param name="budget">What may be spent.</param>
    /// <param name="watch">Times the stages.</param>
    public void Begin(float* probe, ErrorBound bound, SubjectFilter filter, SearchBudget budget, StageWatch watch)
    {
        Probe.Set(new ReadOnlySpan<float>(probe, _vectors.Dimension));
        _probe = probe;
        _bound = bound;
        _filter = filter;
        _budget = budget;
        _watch = watch;
        _counts = default;
        _cut = float.NaN;
        _deferredByPeaks.Clear();
        _deferredBySigns.Clear();
        BeginPeaks();
    }

    /// <summary>Sweeps slots <paramref name="from"/>, a multiple of 32, to <paramref name="to"/> (exclusive), or as far as the budget goes.</summary>
    public void Run(int from, int to)
    {
        int end;
        for (int first = from; first < to; first = end)
        {
            int granted = _budget!.Grant(Math.Min(to - first, StretchSlots));
            if (granted == 0)
            {
                return;
            }

            end = first + granted;
            Sweep(first, end);
        }
    }

    /// <summary>Ends a search, settled or not, and tells what it did. A caller's filter is held no longer.</summary>
    public SweepCounts End()
    {
        Settle();
        _filter = default;
        return _counts;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeBlock.Free(_sums);
        _sums = null;
        _deferredByPeaks.Dispose();
        _deferredBySigns.Dispose();
        Probe.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Sweep(int first, int end)
    {
        if (!TrySweepPeaks(first, end))
        {
            SweepSigns(first, end);
        }
    }

    private void SweepSigns(int first, int end)
    {
        long began = _watch!.Now;
        if (_collector.Floor == float.NegativeInfinity && !_collector.TakesEverybody)
        {
            FindCut(first, Math.Min(end, first + FirstSlots));
        }

        int before = _deferredBySigns.Count;
        _ = TryDefer(_codes.Signs, Probe.Signs, _deferredBySigns, first, end, most: end - first);
        long summed = _watch.Now;
        NoteSigns(LookAtLikeliest(_deferredBySigns, before, Probe.Signs.Scale, ref _counts.PassedSigns), end - first);
        _counts.ReadSigns += end - first;
        _counts.SignMoments += summed - began;
        _counts.OtherMoments += _watch.Now - summed;
    }

    /// <summary>Adds up a block while what follows it is sent for; returns its alignments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* AddUpBlock(CodeBlocks codes, byte* table, int slot)
    {
        byte* block = codes.Of(slot);
        float* alignments = codes.Alignments(block);
        Fetch.Lines((byte*)alignments + BlockSums.FetchAhead, BlockSums.Slots * sizeof(float));
        BlockSums.Of(block, table, codes.Pairs, _sums);
        return alignments;
    }

    /// <summary>Looks at the slots of the highest estimates, so that there is a cut at all.</summary>
    private void FindCut(int first, int end)
    {
        _shortlist.Reset((int)Math.Min(FirstSlots, (long)_collector.Capacity * FirstLook));
        SumScale scale = Probe.Signs.Scale;
        for (int slot = first; slot < end; slot += BlockSums.Slots)
        {
            float* alignments = AddUpBlock(_codes.Signs, Probe.Signs.Values, slot);
            for (uint reached = Within(end - slot, CutLine.Likely(_shortlist.Floor, scale).Reached(_sums, alignments)); reached != 0; reached &= reached - 1)
            {
                int place = BitOperations.TrailingZeroCount(reached);
                if (Admits(slot + place))
                {
                    _shortlist.Offer(scale.ProductOf(_sums[place]) / alignments[place], slot + place);
                }
            }
        }

        foreach (int slot in _shortlist.Slots)
        {
            _counts.PassedSigns++;
            Await(slot);
        }

        ScoreWaiting();
    }

    /// <summary>Of a block's slots only those before the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Within(int left, uint reached) => left < BlockSums.Slots ? reached & ((1u << left) - 1) : reached;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Admits(int slot) => _filter.LetsAllThrough || _filter.Admits(_vectors.Subject(slot));

    /// <summary>Sends for a slot's two-bit code, and looks at the one that was sent for longest ago.</summary>
    private void Await(int slot)
    {
        _codes.FetchPairs(slot);
        if (_paired.TryPush(slot, out int next))
        {
            LookAtPairs(next);
        }
    }

    private void ScoreWaiting()
    {
        while (_paired.TryPop(out int slot))
        {
            LookAtPairs(slot);
        }

        while (_scored.TryPop(out int slot))
        {
            Score(slot);
        }

        while (_compared.TryPop(out int slot))
        {
            Compare(slot);
        }
    }

    /// <summary>Lets a slot pass whose two-bit code cannot exclude it either; its byte code is sent for.</summary>
    private void LookAtPairs(int slot)
    {
        if (_collector.Floor != _cut)
        {
            SetCut();
        }

        if (!_codes.PairFactors(slot)->Reaches(PairProductOf(slot) + Probe.ByteCode.Error, _least, _spread))
        {
            return;
        }

        _counts.PassedPairs++;
        _codes.FetchBytes(slot);
        if (_scored.TryPush(slot, out int next))
        {
            Score(next);
        }
    }

    /// <summary>As for the other codes: a template at the cut x gives c·x − √(1 − c²)·√(1 − x²)·t at least.</summary>
    private void SetCut()
    {
        _cut = _collector.Floor;
        (_least, _spread) = CutLine.IsBound(_cut)
            ? (Math.Min(_cut, 1), (float)(_bound.Reach * Math.Sqrt(1 - Math.Min(1, (double)_cut * _cut))))
            : (float.NegativeInfinity, 0);
    }

    /// <summary>Lets a slot pass whose byte code cannot exclude it either; its vector is sent for.</summary>
    private void Score(int slot)
    {
        if (ByteProductOf(slot) + Probe.ErrorOf(_codes.Error(slot)) < _collector.Floor || _vectors.IsDead(slot))
        {
            // Of a removed template nothing is touched: sending for it may mean to verify a segment of a snapshot.
            return;
        }

        _vectors.Fetch(slot);
        if (_compared.TryPush(slot, out int next))
        {
            Compare(next);
        }
    }

    private void Compare(int slot)
    {
        // Dead or not is asked first, and the filter asked again of the subject read after it: what is read of a slot that
        // was not dead before is that of one template.
        if (_vectors.IsDead(slot))
        {
            return;
        }

        uint subject = _vectors.Subject(slot);
        if (!_filter.Admits(subject))
        {
            return;
        }

        float similarity = DotProduct.Of(_probe, _vectors.Vector(slot), _vectors.Stride);
        _counts.PassedBytes++;
        _counts.PassedVectors += similarity >= _collector.Floor ? 1 : 0;
        _collector.Offer(similarity, subject, _vectors.Template(slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float PairProductOf(int slot) => _codes.PairProductOf(slot, Probe.Bytes, Probe.ByteSum, Probe.ByteCode.Scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float ByteProductOf(int slot) => ByteProduct.Of(Probe.Bytes, _codes.Bytes(slot), _codes.Dimension) * Probe.ByteCode.Scale * _codes.Scale(slot);
}
