using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class PairProductTests
{
    [Fact]
    public void Every_path_gives_the_whole_number()
    {
        for (int stretches = 1; stretches <= 32; stretches++)
        {
            var random = new Random(stretches);
            sbyte[] probe = [.. Enumerable.Range(0, stretches * PairProduct.Stretch).Select(_ => (sbyte)random.Next(-127, 128))];
            var code = new byte[stretches * 32];
            random.NextBytes(code);
            RequireProduct(probe, code, stretches);
        }
    }

    [Theory]
    [InlineData(127)]
    [InlineData(-127)]
    public void The_largest_values_do_not_overflow(sbyte value) =>
        RequireProduct([.. Enumerable.Repeat(value, 32 * PairProduct.Stretch)], [.. Enumerable.Repeat((byte)0xFF, 32 * 32)], 32);

    private static void RequireProduct(sbyte[] probe, byte[] code, int stretches)
    {
        int expected = Enumerable.Range(0, probe.Length).Sum(i => probe[i] * ((code[(i / 128 * 32) + (i % 32)] >> (2 * (i % 128 / 32))) & 3));
        fixed (sbyte* p = probe)
        fixed (byte* c = code)
        {
            Assert.Equal(expected, PairProduct.Of(p, c, stretches));
            Assert.Equal(expected, PairProduct.Portable(p, c, stretches));
            if (Avx2.IsSupported)
            {
                Assert.Equal(expected, PairProduct.Wide(p, c, stretches));
            }
        }
    }
}
