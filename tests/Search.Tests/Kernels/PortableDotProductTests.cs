using HyperFace.Search.Kernels;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Kernels;

/// <summary>The portable path, called by its name: it is tested on processors that have the wide one too.</summary>
public sealed unsafe class PortableDotProductTests
{
    [Fact]
    public void The_portable_path_agrees_with_double_precision_at_every_length() =>
        DotProductReference.RequireAgreement(&DotProduct.Portable, 700);

    [Fact]
    public void Orthogonal_vectors_have_product_zero()
    {
        float[] a = [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9, 0];
        float[] b = [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9];
        fixed (float* pa = a, pb = b)
        {
            Assert.Equal(0f, DotProduct.Portable(pa, pb, a.Length));
        }
    }

    [Fact]
    public void Whole_numbers_are_summed_without_rounding()
    {
        float[] ones = [.. Enumerable.Range(1, 67).Select(i => (float)i)];
        fixed (float* p = ones)
        {
            Assert.Equal(67f * 68 * 135 / 6, DotProduct.Portable(p, p, ones.Length));
        }
    }
}
