using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Adds up, for the 32 slots of a block of codes of half a byte a group, what a probe's table holds for each slot's code: a
/// table look-up by byte shuffle (FastScan: André, Kermarrec and Le Scouarnec, VLDB 2015). The same whole numbers on every path.
/// </summary>
/// <remarks>
/// For each pair of groups the block has 32 bytes and the table 32: the sixteen values of the first group, then those of
/// the second. Four groups, those of a pair and of the next but one, are added up in a byte: in every four pairs the first
/// goes with the third and the second with the fourth.
/// </remarks>
internal static unsafe partial class BlockSums
{
    /// <summary>The codes of the next blocks are sent for while these are added up: the hardware stops at the end of each page.</summary>
    public const int FetchAhead = 4096;

    /// <summary>Slots of a block.</summary>
    public const int Slots = 32;

    /// <summary>What the largest values of four groups that share a byte may come to.</summary>
    public const int LargestSum = 255;

    /// <summary>Pairs that are added up at a time: a code has a multiple of four.</summary>
    public const int PairsInATurn = 4;

    /// <summary>From a pair to the one that shares its bytes.</summary>
    public const int ToPartner = 2;

    /// <summary>Pairs whose sums fit 16 bits even where two groups fill a byte: 256 · 255 is less than 65,536.</summary>
    private const int PairsInAWord = 256;

    private const int PairBytes = 32;

    /// <summary>Writes the 32 sums of a block.</summary>
    /// <param name="block">Its codes.</param>
    /// <param name="table">The probe's table.</param>
    /// <param name="pairs">Pairs of groups.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(byte* block, byte* table, int pairs, int* sums)
    {
        if (Processor.IsWidest)
        {
            Widest(block, table, pairs, sums);
        }
        else if (Avx2.IsSupported)
        {
            Wide(block, table, pairs, sums);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Arm(block, table, pairs, sums);
        }
        else
        {
            Portable(block, table, pairs, sums);
        }
    }

    /// <summary>128-bit shuffles as the runtime maps them.</summary>
    public static void Portable(byte* block, byte* table, int pairs, int* sums)
    {
        new Span<int>(sums, Slots).Clear();
        Vector128<byte> low = Vector128.Create((byte)0x0F);
        for (int half = 0; half < 2; half++)
        {
            Vector128<int> s0 = default, s1 = default, s2 = default, s3 = default;
            for (int pair = 0; pair < pairs; pair++)
            {
                Vector128<byte> codes = Vector128.Load(block + (pair * PairBytes) + (half * 16));
                Vector128<byte> first = Vector128.Load(table + (pair * PairBytes));
                Vector128<byte> second = Vector128.Load(table + (pair * PairBytes) + 16);
                Vector128<byte> both = Vector128.Shuffle(first, codes & low) + Vector128.Shuffle(second, codes >> 4);
                (Vector128<ushort> lower, Vector128<ushort> upper) = Vector128.Widen(both);
                (Vector128<uint> w0, Vector128<uint> w1) = Vector128.Widen(lower);
                (Vector128<uint> w2, Vector128<uint> w3) = Vector128.Widen(upper);
                s0 += w0.AsInt32();
                s1 += w1.AsInt32();
                s2 += w2.AsInt32();
                s3 += w3.AsInt32();
            }

            int* to = sums + (half * 16);
            s0.Store(to);
            s1.Store(to + 4);
            s2.Store(to + 8);
            s3.Store(to + 12);
        }
    }
}
