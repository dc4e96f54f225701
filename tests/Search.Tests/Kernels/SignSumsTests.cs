using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class SignSumsTests
{
    private delegate void Path(byte* block, byte* table, int pairs, int* sums);

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(264)]
    [InlineData(512)]
    public void Every_path_gives_the_same_sums(int pairs)
    {
        var random = new Random(pairs);
        var block = new byte[pairs * 32];
        random.NextBytes(block);
        byte[] table = [.. Enumerable.Range(0, pairs * 32).Select(_ => (byte)random.Next(SignSums.LargestValue + 1))];
        RequireSums(block, table, pairs);
    }

    [Fact]
    public void The_largest_values_do_not_overflow()
    {
        const int pairs = 512;
        RequireSums([.. Enumerable.Repeat((byte)0x5A, pairs * 32)], [.. Enumerable.Repeat((byte)SignSums.LargestValue, pairs * 32)], pairs);
    }

    private static void RequireSums(byte[] block, byte[] table, int pairs)
    {
        int[] expected = [.. Enumerable.Range(0, SignSums.Slots).Select(slot => Enumerable.Range(0, pairs).Sum(pair =>
            table[(pair * 32) + (block[(pair * 32) + slot] & 15)] + table[(pair * 32) + 16 + (block[(pair * 32) + slot] >> 4)]))];
        Assert.Equal(expected, Run(SignSums.Of));
        Assert.Equal(expected, Run(SignSums.Portable));
        if (Avx2.IsSupported)
        {
            Assert.Equal(expected, Run(SignSums.Wide));
        }

        int[] Run(Path path)
        {
            var sums = new int[SignSums.Slots];
            fixed (byte* pb = block, pt = table)
            fixed (int* ps = sums)
            {
                path(pb, pt, pairs, ps);
            }

            return sums;
        }
    }
}
