using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>
/// Adds up, for the 32 slots of a block of sign codes, what a probe's table holds for each slot's signs: a table look-up
/// by byte shuffle (FastScan: André, Kermarrec and Le Scouarnec, VLDB 2015). The same whole numbers on every path.
/// </summary>
/// <remarks>
/// For each pair of groups the block has 32 bytes and the table 32: the sixteen values of the first group, then those of
/// the second. Values are at most 127, so that those of two groups fit a byte together.
/// </remarks>
internal static unsafe class SignSums
{
    /// <summary>Slots of a block.</summary>
    public const int Slots = 32;

    /// <summary>The largest value of a table.</summary>
    public const int LargestValue = 127;

    /// <summary>Pairs whose sums fit 16 bits: 256 · 254 is less than 65,536.</summary>
    private const int PairsInAWord = 256;

    private const int PairBytes = 32;
    private const int CacheLine = 64;

    /// <summary>The codes of the next blocks are sent for while these are added up: the hardware stops at the end of each page.</summary>
    private const int FetchAhead = 4096;

    /// <summary>Writes the 32 sums of a block.</summary>
    /// <param name="block">Its codes.</param>
    /// <param name="table">The probe's table.</param>
    /// <param name="pairs">Pairs of groups.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(byte* block, byte* table, int pairs, int* sums)
    {
        if (Avx2.IsSupported)
        {
            Wide(block, table, pairs, sums);
        }
        else
        {
            Portable(block, table, pairs, sums);
        }
    }

    /// <summary>AVX2: both halves of 32 bytes looked up at once; even and odd slots are added up in 16 bits apart.</summary>
    public static void Wide(byte* block, byte* table, int pairs, int* sums)
    {
        new Span<int>(sums, Slots).Clear();
        Vector256<byte> low = Vector256.Create((byte)0x0F);
        for (int done = 0; done < pairs; done += PairsInAWord)
        {
            int end = Math.Min(pairs, done + PairsInAWord);
            Vector256<ushort> all = default;
            Vector256<ushort> odd = default;
            byte* codes = block + (done * PairBytes);
            byte* values = table + (done * PairBytes);
            byte* last = block + (end * PairBytes);

            // Four pairs a turn: a rotated vector has a multiple of eight.
            for (; codes < last; codes += 4 * PairBytes, values += 4 * PairBytes)
            {
                Sse.Prefetch0(codes + FetchAhead);
                Sse.Prefetch0(codes + FetchAhead + CacheLine);
                Vector256<ushort> p0 = LookUp(codes, values, low);
                Vector256<ushort> p1 = LookUp(codes + PairBytes, values + PairBytes, low);
                Vector256<ushort> p2 = LookUp(codes + (2 * PairBytes), values + (2 * PairBytes), low);
                Vector256<ushort> p3 = LookUp(codes + (3 * PairBytes), values + (3 * PairBytes), low);

                // A word is an even slot's value plus 256 times an odd one's; what overflows is taken back below.
                all = Avx2.Add(all, Avx2.Add(Avx2.Add(p0, p1), Avx2.Add(p2, p3)));
                odd = Avx2.Add(odd, Avx2.Add(Avx2.Add(Avx2.ShiftRightLogical(p0, 8), Avx2.ShiftRightLogical(p1, 8)), Avx2.Add(Avx2.ShiftRightLogical(p2, 8), Avx2.ShiftRightLogical(p3, 8))));
            }

            Vector256<ushort> even = Avx2.Subtract(all, Avx2.ShiftLeftLogical(odd, 8));
            Add(sums, Avx2.UnpackLow(even, odd), Avx2.UnpackHigh(even, odd));
        }
    }

    /// <summary>The values of both groups of a pair together, for 32 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> LookUp(byte* codes, byte* values, Vector256<byte> low)
    {
        Vector256<byte> pair = Avx.LoadVector256(codes);
        Vector256<byte> first = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(values), Avx2.And(pair, low));
        Vector256<byte> high = Avx2.And(Avx2.ShiftRightLogical(pair.AsUInt16(), 4).AsByte(), low);
        return Avx2.Add(first, Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(values + 16), high)).AsUInt16();
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

    /// <summary>Adds words that were unpacked within the 128-bit halves: slots 0 to 7 and 16 to 23, then 8 to 15 and 24 to 31.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, Vector256<ushort> low, Vector256<ushort> high)
    {
        Debug.Assert(Avx2.IsSupported, "Only the wide path comes here.");
        Add(sums, low.GetLower());
        Add(sums + 8, high.GetLower());
        Add(sums + 16, low.GetUpper());
        Add(sums + 24, high.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, Vector128<ushort> words) =>
        Avx.Store(sums, Avx2.Add(Avx.LoadVector256(sums), Avx2.ConvertToVector256Int32(words)));
}
