using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Search.Kernels;

/// <summary>Sends for memory that will be read soon, so that it comes while other things are done. A hint: it changes nothing but the time.</summary>
internal static unsafe class Fetch
{
    /// <summary>What memory hands over at a time.</summary>
    public const int CacheLine = 64;

    /// <summary>Sends for the cache line that an address lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>Sends for so many bytes; of what does not begin with a cache line the last may be left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Lines(void* from, int bytes)
    {
        if (Sse.IsSupported)
        {
            for (int offset = 0; offset < bytes; offset += CacheLine)
            {
                Sse.Prefetch0((byte*)from + offset);
            }
        }
    }
}
