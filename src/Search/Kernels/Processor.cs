using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>Which paths beyond AVX2 are taken. Where a processor has none of them, constants to the just-in-time compiler.</summary>
/// <remarks>
/// The AVX-512 and AVX-VNNI paths have run on a Zen 5 and an Emerald Rapids, those of AVX-VNNI-INT8 nowhere yet. So each is first compared, once in a
/// process, with paths that are known, and is not taken if it does not give the same numbers.
/// </remarks>
internal static class Processor
{
    /// <summary>
    /// Whether the AVX-512 paths are taken: not on the first processors that had it, which lower their clock for it. The
    /// runtime knows them and says that 512-bit vectors are not accelerated.
    /// </summary>
    public static bool IsWidest => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated && WidestAgrees.Value;

    /// <summary>Whether the AVX-VNNI paths are taken.</summary>
    public static bool IsVnni => AvxVnni.IsSupported && VnniAgrees.Value;

    /// <summary>Whether the AVX-VNNI-INT8 path is taken.</summary>
    public static bool IsSignedVnni => AvxVnniInt8.IsSupported && SignedVnniAgrees.Value;

    // A class each, so that a path is compared only where it can be run.
    private static unsafe class WidestAgrees
    {
        public static readonly bool Value = PathCheck.OfSums(&BlockSums.Widest) && PathCheck.OfBytes(&ByteProduct.Widest)
            && PathCheck.OfPairs(&PairProduct.Widest) && PathCheck.OfFloats(&DotProduct.Widest);
    }

    private static unsafe class VnniAgrees
    {
        public static readonly bool Value = PathCheck.OfBytes(&ByteProduct.Vnni) && PathCheck.OfPairs(&PairProduct.Vnni);
    }

    private static unsafe class SignedVnniAgrees
    {
        public static readonly bool Value = PathCheck.OfBytes(&ByteProduct.SignedVnni);
    }
}
