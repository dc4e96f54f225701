namespace HyperFace.Search.Kernels;

/// <summary>Compares a path of a kernel with one that every processor of its kind takes, on the same numbers in every process.</summary>
internal static unsafe class PathCheck
{
    /// <summary>Whether sums of signs agree, for more pairs than fit 16-bit sums.</summary>
    public static bool OfSums(delegate*<byte*, byte*, int, int*, void> path)
    {
        const int pairs = 300;
        sbyte[] codes = Bytes(pairs * 32, seed: 1);
        byte[] table = [.. Bytes(pairs * 32, seed: 2).Select(value => (byte)(Math.Abs(value) % (BlockSums.LargestSum / 4)))];
        var expected = new int[BlockSums.Slots];
        var sums = new int[BlockSums.Slots];
        fixed (sbyte* pc = codes)
        fixed (byte* pt = table)
        fixed (int* pe = expected, ps = sums)
        {
            BlockSums.Portable((byte*)pc, pt, pairs, pe);
            path((byte*)pc, pt, pairs, ps);
        }

        return sums.AsSpan().SequenceEqual(expected);
    }

    /// <summary>Whether products of bytes agree, of an even and of an odd number of 64.</summary>
    public static bool OfBytes(delegate*<sbyte*, sbyte*, int, int> path)
    {
        const int length = 1024;
        fixed (sbyte* a = Bytes(length, seed: 3), b = Bytes(length, seed: 4))
        {
            return path(a, b, length) == ByteProduct.Portable(a, b, length)
                && path(a, b, length - 64) == ByteProduct.Portable(a, b, length - 64);
        }
    }

    /// <summary>Whether products of bytes and levels agree.</summary>
    public static bool OfPairs(delegate*<sbyte*, byte*, int, int> path)
    {
        const int stretches = 5;
        fixed (sbyte* probe = Bytes(stretches * PairProduct.Stretch, seed: 5), code = Bytes(stretches * 32, seed: 6))
        {
            return path(probe, (byte*)code, stretches) == PairProduct.Portable(probe, (byte*)code, stretches);
        }
    }

    /// <summary>Whether products of floats are those of the 256-bit path to the bit, with and without a remainder.</summary>
    public static bool OfFloats(delegate*<float*, float*, int, float> path)
    {
        const int length = 512;
        fixed (float* a = Floats(length, seed: 7), b = Floats(length, seed: 8))
        {
            return path(a, b, length).Equals(DotProduct.Wide(a, b, length))
                && path(a, b, length - 19).Equals(DotProduct.Wide(a, b, length - 19));
        }
    }

    private static float[] Floats(int count, ulong seed) => [.. Bytes(count, seed).Select(value => value / 3f)];

    private static sbyte[] Bytes(int count, ulong seed) =>
        [.. Enumerable.Range(0, count).Select(i => (sbyte)((int)(SplitMix.Mix((seed << 32) + (ulong)i) % 255) - 127))];
}
