using System.Runtime.InteropServices;

namespace HyperFace.Search.Memory;

/// <summary>Native memory on a cache-line boundary, zeroed. Pages that were never touched take no memory.</summary>
internal static unsafe partial class NativeBlock
{
    /// <summary>Every block begins at a multiple of this: a cache line, and the widest SIMD register.</summary>
    public const int Alignment = 64;

    /// <summary>What the system calls a large page, on the processors we know.</summary>
    public const long HugePage = 2L << 20;

    private const int AdviseHugePages = 14; // MADV_HUGEPAGE of Linux

    /// <summary>Allocates <paramref name="bytes"/> zero bytes; those that fill large pages are put into such where the system grants it, for finding a small page takes as long as reading it.</summary>
    public static byte* Allocate(long bytes)
    {
        long alignment = bytes >= HugePage ? HugePage : Alignment;

        // The system hands out zero pages as they are touched; asking for aligned memory would mean to clear it here.
        // Where the block began for the system is noted in front of where it begins for us.
        var start = (byte*)NativeMemory.AllocZeroed((nuint)(bytes + alignment + sizeof(nint)));
        var block = (byte*)(((nint)start + sizeof(nint) + (nint)alignment - 1) & -(nint)alignment);
        ((nint*)block)[-1] = (nint)start;
        if (bytes >= HugePage && OperatingSystem.IsLinux())
        {
            // A wish: whether it is granted changes the time only.
            _ = Advise(block, (nuint)(bytes / HugePage * HugePage), AdviseHugePages);
        }

        return block;
    }

    /// <summary>Frees a block of <see cref="Allocate"/>; null is none.</summary>
    public static void Free(void* block)
    {
        if (block != null)
        {
            NativeMemory.Free((void*)((nint*)block)[-1]);
        }
    }

    /// <summary>Says that bytes will be read here and there, so that reading one page does not bring its neighbours along.</summary>
    public static void AdviseRandom(byte* from, long bytes)
    {
        const int random = 1; // MADV_RANDOM of Linux
        long page = Environment.SystemPageSize;
        nint first = ((nint)from + (nint)page - 1) / (nint)page * (nint)page;
        long whole = (bytes - (first - (nint)from)) / page * page;
        if (whole > 0 && OperatingSystem.IsLinux())
        {
            _ = Advise((void*)first, (nuint)whole, random);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
