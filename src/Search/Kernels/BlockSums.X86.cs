using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <content>The paths of x86 processors.</content>
internal static unsafe partial class BlockSums
{
    /// <summary>AVX2: both halves of 32 bytes looked up at once; even and odd slots are added up in 16 bits apart.</summary>
    public static void Wide(byte* block, byte* table, int pairs, int* sums)
    {
        Debug.Assert(pairs % PairsInATurn == 0, "A code has a multiple of four pairs.");
        Vector256<byte> low = Vector256.Create((byte)0x0F);
        for (int done = 0; done < pairs; done += PairsInAWord)
        {
            int end = Math.Min(pairs, done + PairsInAWord);
            Vector256<ushort> all = default;
            Vector256<ushort> odd = default;
            byte* codes = block + (done * PairBytes);
            byte* values = table + (done * PairBytes);
            byte* last = block + (end * PairBytes);

            for (; codes < last; codes += PairsInATurn * PairBytes, values += PairsInATurn * PairBytes)
            {
                Fetch.Lines(codes + FetchAhead, PairsInATurn * PairBytes);
                Vector256<byte> p0 = LookUp(codes, values, low);
                Vector256<byte> p1 = LookUp(codes + PairBytes, values + PairBytes, low);
                Vector256<byte> p2 = LookUp(codes + (2 * PairBytes), values + (2 * PairBytes), low);
                Vector256<byte> p3 = LookUp(codes + (3 * PairBytes), values + (3 * PairBytes), low);

                // A word is an even slot's value plus 256 times an odd one's; what overflows is taken back below.
                Vector256<ushort> p02 = Avx2.Add(p0, p2).AsUInt16();
                Vector256<ushort> p13 = Avx2.Add(p1, p3).AsUInt16();
                all = Avx2.Add(all, Avx2.Add(p02, p13));
                odd = Avx2.Add(odd, Avx2.Add(Avx2.ShiftRightLogical(p02, 8), Avx2.ShiftRightLogical(p13, 8)));
            }

            Add(sums, all, odd, done == 0);
        }
    }

    /// <summary>AVX-512: as with AVX2, two pairs at once, whose sums meet at the end.</summary>
    public static void Widest(byte* block, byte* table, int pairs, int* sums)
    {
        Debug.Assert(pairs % PairsInATurn == 0, "A code has a multiple of four pairs.");
        Vector512<byte> low = Vector512.Create((byte)0x0F);
        for (int done = 0; done < pairs; done += PairsInAWord)
        {
            int end = Math.Min(pairs, done + PairsInAWord);
            Vector512<ushort> all = default;
            Vector512<ushort> odd = default;
            byte* codes = block + (done * PairBytes);
            byte* values = table + (done * PairBytes);
            byte* last = block + (end * PairBytes);
            for (; codes < last; codes += PairsInATurn * PairBytes, values += PairsInATurn * PairBytes)
            {
                Fetch.Lines(codes + FetchAhead, PairsInATurn * PairBytes);
                Vector512<byte> p01 = LookUp(codes, values, low);
                Vector512<byte> p23 = LookUp(codes + (2 * PairBytes), values + (2 * PairBytes), low);
                Vector512<ushort> four = Avx512BW.Add(p01, p23).AsUInt16();
                all = Avx512BW.Add(all, four);
                odd = Avx512BW.Add(odd, Avx512BW.ShiftRightLogical(four, 8));
            }

            Add(sums, Avx2.Add(all.GetLower(), all.GetUpper()), Avx2.Add(odd.GetLower(), odd.GetUpper()), done == 0);
        }
    }

    /// <summary>The values of both groups of a pair together, for 32 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(byte* codes, byte* values, Vector256<byte> low)
    {
        Vector256<byte> pair = Avx.LoadVector256(codes);
        Vector256<byte> first = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(values), Avx2.And(pair, low));
        Vector256<byte> high = Avx2.And(Avx2.ShiftRightLogical(pair.AsUInt16(), 4).AsByte(), low);
        return Avx2.Add(first, Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(values + 16), high));
    }

    /// <summary>The values of both groups of two pairs together: the sixteen values of a group lie in the quarters of its pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LookUp(byte* codes, byte* values, Vector512<byte> low)
    {
        Vector512<byte> pairs = Avx512BW.LoadVector512(codes);
        Vector512<ulong> groups = Avx512F.LoadVector512((ulong*)values);
        Vector512<byte> firsts = Avx512F.Shuffle4x128(groups, groups, 0b10_10_00_00).AsByte();
        Vector512<byte> seconds = Avx512F.Shuffle4x128(groups, groups, 0b11_11_01_01).AsByte();
        Vector512<byte> high = Avx512F.And(Avx512BW.ShiftRightLogical(pairs.AsUInt16(), 4).AsByte(), low);
        return Avx512BW.Add(Avx512BW.Shuffle(firsts, Avx512F.And(pairs, low)), Avx512BW.Shuffle(seconds, high));
    }

    /// <summary>Adds what the words hold together and what their odd slots hold, or begins with them: the difference is what the even slots hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, Vector256<ushort> all, Vector256<ushort> odd, bool isFirst)
    {
        Vector256<ushort> even = Avx2.Subtract(all, Avx2.ShiftLeftLogical(odd, 8));

        // Unpacked within the 128-bit halves: slots 0 to 7 and 16 to 23, then 8 to 15 and 24 to 31.
        Vector256<ushort> low = Avx2.UnpackLow(even, odd);
        Vector256<ushort> high = Avx2.UnpackHigh(even, odd);
        Add(sums, low.GetLower(), isFirst);
        Add(sums + 8, high.GetLower(), isFirst);
        Add(sums + 16, low.GetUpper(), isFirst);
        Add(sums + 24, high.GetUpper(), isFirst);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int* sums, Vector128<ushort> words, bool isFirst)
    {
        Vector256<int> wide = Avx2.ConvertToVector256Int32(words);
        Avx.Store(sums, isFirst ? wide : Avx2.Add(Avx.LoadVector256(sums), wide));
    }
}
