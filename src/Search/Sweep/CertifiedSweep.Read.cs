using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

internal sealed unsafe partial class CertifiedSweep
{
    /// <summary>What the peak code of a slot says, once a search was begun.</summary>
    public CodeReading ReadPeaks(int slot) => Read(slot, _codes.Peaks, Probe.Peaks.Values, Probe.Peaks.Scale);

    /// <summary>What its one-bit code says.</summary>
    public CodeReading ReadSigns(int slot) => Read(slot, _codes.Signs, Probe.Signs.Values, Probe.Signs.Scale);

    /// <summary>What its two-bit code says.</summary>
    public CodeReading ReadPairs(int slot)
    {
        double alignment = _codes.PairFactors(slot)->Alignment;
        return CodeInterval.Of(PairProductOf(slot), Probe.ByteCode.Error, alignment, Math.Sqrt(1 - (alignment * alignment)), _bound.Reach);
    }

    /// <summary>What its byte code says.</summary>
    public CodeReading ReadBytes(int slot)
    {
        float product = ByteProductOf(slot);
        float error = Probe.ErrorOf(_codes.Error(slot));
        return new CodeReading(product, Math.Max(-1, product - error), Math.Min(1, product + error));
    }

    private CodeReading Read(int slot, CodeBlocks codes, byte* table, SumScale scale)
    {
        byte* block = codes.Of(slot);
        BlockSums.Of(block, table, codes.Pairs, _sums);
        int place = slot % CodeBlocks.Slots;
        double alignment = codes.Alignments(block)[place];
        return CodeInterval.Of(scale.Base + ((double)scale.Step * _sums[place]), scale.ErrorBy(_bound), alignment, scale.ResidualOf(alignment), _bound.Reach, scale.LeastSpread);
    }
}
