using HyperFace.Search.Kernels;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Kernels;

public sealed unsafe class DotProductTests
{
    private const int LongestLength = 700;

    [Fact]
    public void The_wide_path_agrees_with_double_precision_at_every_length()
    {
        Assert.SkipUnless(DotProduct.IsWide, "This processor, or its settings, have no 256-bit multiply-add.");
        DotProductReference.RequireAgreement(&DotProduct.Wide, LongestLength);
    }

    [Fact]
    public void The_path_chosen_agrees_with_double_precision_at_every_length() =>
        DotProductReference.RequireAgreement(&Chosen, LongestLength);

    [Fact]
    public void The_path_chosen_is_the_wide_one_exactly_where_there_is_one()
    {
        float[] a = SeededVectors.Gaussian(seed: 1, 512);
        float[] b = SeededVectors.Gaussian(seed: 2, 512);
        fixed (float* pa = a, pb = b)
        {
            float expected = DotProduct.IsWide ? DotProduct.Wide(pa, pb, 512) : DotProduct.Portable(pa, pb, 512);
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
}
