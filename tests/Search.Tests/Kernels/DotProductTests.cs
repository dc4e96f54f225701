using System.Runtime.Intrinsics.Arm;
using HyperFace.Search.Kernels;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class DotProductTests
{
    private const int LongestLength = 700;

    public static TheoryData<string> FusedPaths => [KernelPaths.Avx2Path, KernelPaths.Avx512Path, KernelPaths.ArmPath];

    [Theory]
    [MemberData(nameof(FusedPaths))]
    public void A_path_agrees_with_double_precision_at_every_length(string path) =>
        DotProductReference.RequireAgreement(Kernel(path), LongestLength);

    [Theory]
    [MemberData(nameof(FusedPaths))]
    public void Every_fused_path_gives_the_same_bits(string path)
    {
        // Held against scalars, so that processors that never meet are compared with each other.
        delegate*<float*, float*, int, float> kernel = Kernel(path);
        float[] a = SeededVectors.Gaussian(seed: 5, LongestLength);
        float[] b = SeededVectors.Gaussian(seed: 6, LongestLength);
        fixed (float* pa = a, pb = b)
        {
            for (int length = 1; length <= LongestLength; length++)
            {
                Assert.Equal(
                    BitConverter.SingleToInt32Bits(DotProductReference.Fused(a.AsSpan(0, length), b.AsSpan(0, length))),
                    BitConverter.SingleToInt32Bits(kernel(pa, pb, length)));
            }
        }
    }

    [Fact]
    public void The_path_chosen_agrees_with_double_precision_at_every_length() =>
        DotProductReference.RequireAgreement(&Chosen, LongestLength);

    [Fact]
    public void The_path_chosen_is_a_fused_one_exactly_where_there_is_one()
    {
        float[] a = SeededVectors.Gaussian(seed: 1, 512);
        float[] b = SeededVectors.Gaussian(seed: 2, 512);
        fixed (float* pa = a, pb = b)
        {
            bool isFused = DotProduct.IsWide || AdvSimd.Arm64.IsSupported;
            float expected = isFused ? DotProductReference.Fused(a, b) : DotProduct.Portable(pa, pb, 512);
            Assert.Equal(expected, DotProduct.Of(pa, pb, 512));
            Assert.Equal(expected, DotProduct.Of(a, b));
        }
    }

    [Fact]
    public void Both_factors_may_change_places_without_a_changed_bit()
    {
        // A link's similarity is computed from both ends: they must agree, or the order of a list would depend on the end.
        float[] a = SeededVectors.Gaussian(seed: 3, 513);
        float[] b = SeededVectors.Gaussian(seed: 4, 513);
        Assert.Equal(DotProduct.Of(a, b), DotProduct.Of(b, a));
    }

    private static float Chosen(float* a, float* b, int length) => DotProduct.Of(a, b, length);

    private static delegate*<float*, float*, int, float> Kernel(string path)
    {
        KernelPaths.Require(path);
        return path switch
        {
            KernelPaths.Avx2Path => &DotProduct.Wide,
            KernelPaths.Avx512Path => &DotProduct.Widest,
            _ => &DotProduct.Arm,
        };
    }
}
