using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

/// <summary>A path that has not run on hardware yet is compared with others before it is taken: the comparison tells wrong from right.</summary>
public sealed unsafe class PathCheckTests
{
    [Fact]
    public void Right_paths_agree()
    {
        Assert.True(PathCheck.OfSums(&BlockSums.Portable));
        Assert.True(PathCheck.OfBytes(&ByteProduct.Portable));
        Assert.True(PathCheck.OfPairs(&PairProduct.Portable));
    }

    [Fact]
    public void Right_wide_paths_agree()
    {
        KernelPaths.Require(KernelPaths.Avx2Path);
        Assert.True(PathCheck.OfSums(&BlockSums.Wide));
        Assert.True(PathCheck.OfBytes(&ByteProduct.Wide));
        Assert.True(PathCheck.OfPairs(&PairProduct.Wide));
        Assert.True(PathCheck.OfFloats(&DotProduct.Wide));
    }

    [Fact]
    public void A_path_that_is_off_by_one_does_not()
    {
        Assert.False(PathCheck.OfSums(&OffByOne));
        Assert.False(PathCheck.OfBytes(&OffByOne));
        Assert.False(PathCheck.OfPairs(&OffByOne));
    }

    [Fact]
    public void A_path_that_adds_up_in_another_order_does_not()
    {
        KernelPaths.Require(KernelPaths.Avx2Path);
        Assert.False(PathCheck.OfFloats(&DotProduct.Portable));
    }

    [Fact]
    public void The_wider_paths_of_this_processor_are_taken()
    {
        Assert.Equal(Avx512BW.IsSupported && Vector512.IsHardwareAccelerated, Processor.IsWidest);
        Assert.Equal(AvxVnni.IsSupported, Processor.IsVnni);
        Assert.Equal(AvxVnniInt8.IsSupported, Processor.IsSignedVnni);
    }

    private static void OffByOne(byte* block, byte* table, int pairs, int* sums)
    {
        BlockSums.Portable(block, table, pairs, sums);
        sums[BlockSums.Slots - 1]++;
    }

    private static int OffByOne(sbyte* a, sbyte* b, int length) => ByteProduct.Portable(a, b, length) + 1;

    private static int OffByOne(sbyte* probe, byte* code, int stretches) => PairProduct.Portable(probe, code, stretches) + 1;
}
