using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class ByteProductTests
{
    [Fact]
    public void Every_path_gives_the_whole_number()
    {
        for (int length = 64; length <= 4096; length += 64)
        {
            sbyte[] a = Bytes(length, seed: length);
            sbyte[] b = Bytes(length, seed: length + 1);
            int expected = a.Zip(b, (x, y) => x * y).Sum();
            fixed (sbyte* pa = a, pb = b)
            {
                Assert.Equal(expected, ByteProduct.Of(pa, pb, length));
                Assert.Equal(expected, ByteProduct.Portable(pa, pb, length));
                if (Avx2.IsSupported)
                {
                    Assert.Equal(expected, ByteProduct.Wide(pa, pb, length));
                }
            }
        }
    }

    [Theory]
    [InlineData(127, 127)]
    [InlineData(-127, 127)]
    [InlineData(-127, -127)]
    public void The_largest_values_do_not_overflow(sbyte left, sbyte right)
    {
        sbyte[] a = [.. Enumerable.Repeat(left, 4096)];
        sbyte[] b = [.. Enumerable.Repeat(right, 4096)];
        fixed (sbyte* pa = a, pb = b)
        {
            Assert.Equal(4096 * left * right, ByteProduct.Of(pa, pb, 4096));
            Assert.Equal(4096 * left * right, ByteProduct.Portable(pa, pb, 4096));
        }
    }

    private static sbyte[] Bytes(int length, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-127, 128))];
    }
}
