using System.Runtime.InteropServices;

namespace HyperFace.Search.Vectors;

/// <summary>Native memory on a cache-line boundary. Pages that were never touched take no memory.</summary>
internal static unsafe class NativeBlock
{
    /// <summary>Every block begins at a multiple of this: a cache line, and the widest SIMD register.</summary>
    public const int Alignment = 64;

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

    /// <summary>Frees a block of <see cref="Allocate"/>.</summary>
    public static void Free(void* block) => NativeMemory.AlignedFree(block);
}
