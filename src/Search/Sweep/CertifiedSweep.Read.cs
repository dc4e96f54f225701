using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Sweep;

internal sealed unsafe partial class CertifiedSweep
{
    /// <summary>What the one-bit code of a slot says, once a search was begun.</summary>
    public CodeReading ReadSigns(int slot)
    {
        int place = slot % CodeStore.BlockSlots;
        byte* block = _codes.Block(slot - place);
        SignSums.Of(block, Probe.Table, _pairs, _sums);
        return CodeInterval.Of(Probe.Base + ((double)Probe.Step * _sums[place]), Probe.ErrorBy(_bound), _codes.Alignments(block)[place], _bound.Reach, Probe.LeastSpread);
    }

    /// <summary>What its two-bit code says.</summary>
    public CodeReading ReadPairs(int slot) =>
        CodeInterval.Of(PairProductOf(slot), Probe.ByteCode.Error, _codes.PairFactors(slot)->Alignment, _bound.Reach);

    /// <summary>What its byte code says.</summary>
    public CodeReading ReadBytes(int slot)
    {
        float product = ByteProductOf(slot);
        float error = Probe.ErrorOf(_codes.Error(slot));
        return new CodeReading(product, Math.Max(-1, product - error), Math.Min(1, product + error));
    }
}
