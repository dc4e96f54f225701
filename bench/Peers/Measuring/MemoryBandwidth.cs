using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HyperFace.Bench.Peers.Measuring;

/// <summary>How fast this machine reads memory in order: what no sweep can exceed.</summary>
internal static unsafe partial class MemoryBandwidth
{
    private const long Bytes = 512L << 20;
    private const int Rounds = 5;
    private const int HugePage = 2 << 20;
    private const int AdviseHugePages = 14; // MADV_HUGEPAGE of Linux

    /// <summary>Gigabytes a second with so many threads, each over its own part; the best of a few rounds.</summary>
    public static double Measure(int threads)
    {
        // In large pages, as the codes lie: looking for small ones would make the memory seem slower than it is.
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, HugePage);
        _ = Advise(block, (nuint)Bytes, AdviseHugePages);
        new Span<byte>(block, (int)Bytes).Fill(1);
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Thread[] readers = [.. Enumerable.Range(0, threads).Select(t => new Thread(() => Read(block + (t * (Bytes / threads)), Bytes / threads)))];
            Array.ForEach(readers, reader => reader.Start());
            Array.ForEach(readers, reader => reader.Join());
            best = Math.Max(best, Bytes / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        NativeMemory.AlignedFree(block);
        return best;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);

    private static void Read(byte* from, long bytes)
    {
        Vector256<long> a = default, b = default, c = default, d = default;
        for (long i = 0; i < bytes; i += 128)
        {
            a += Vector256.Load((long*)(from + i));
            b += Vector256.Load((long*)(from + i + 32));
            c += Vector256.Load((long*)(from + i + 64));
            d += Vector256.Load((long*)(from + i + 96));
        }

        GC.KeepAlive(Vector256.Sum(a + b + (c + d)));
    }
}
