using System.Runtime.InteropServices;

namespace HyperFace.Search.Vectors;

/// <summary>Native memory on a cache-line boundary. Pages that were never touched take no memory.</summary>
internal static unsafe partial class NativeBlock
{
    /// <summary>Every block begins at a multiple of this: a cache line, and the widest SIMD register.</summary>
    public const int Alignment = 64;

    private const long HugePage = 2L << 20;
    private const int AdviseHugePages = 14; // MADV_HUGEPAGE of Linux

    /// <summary>Allocates <paramref name="bytes"/> bytes, zeroed when asked.</summary>
    public static byte* Allocate(long bytes, bool zeroed)
    {
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        if (zeroed)
        {
            NativeMemory.Clear(block, (nuint)bytes);
        }

        return block;
    }

    /// <summary>Allocates bytes that are read here and there all the time: in large pages where the system grants them, for finding a small page takes as long as reading it.</summary>
    public static byte* AllocateHot(long bytes)
    {
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, (nuint)HugePage);
        if (OperatingSystem.IsLinux())
        {
            // A wish: whether it is granted changes the time only.
            _ = Advise(block, (nuint)(bytes / HugePage * HugePage), AdviseHugePages);
        }

        return block;
    }

    /// <summary>Frees a block of <see cref="Allocate"/>.</summary>
    public static void Free(void* block) => NativeMemory.AlignedFree(block);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
