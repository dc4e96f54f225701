using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using HyperFace.Search.Kernels;

namespace HyperFace.Search.Tests.Kernels;

/// <summary>The paths of the kernels, and which of them this processor, as the runtime was told to see it, can take.</summary>
internal static class KernelPaths
{
    public const string Avx2Path = "AVX2";
    public const string Avx512Path = "AVX-512";
    public const string VnniPath = "AVX-VNNI";
    public const string SignedVnniPath = "AVX-VNNI-INT8";
    public const string ArmPath = "AdvSimd";
    public const string ArmDpPath = "AdvSimd with dot products";
    public const string PortablePath = "portable";

    /// <summary>Skips a test of a path that cannot be taken here.</summary>
    public static void Require(string path) =>
        Assert.SkipUnless(IsSupported(path), $"This processor, or its settings, have no {path}: the path was not run.");

    private static bool IsSupported(string path) => path switch
    {
        Avx2Path => Avx2.IsSupported && DotProduct.IsWide,
        Avx512Path => Avx512BW.IsSupported,
        VnniPath => AvxVnni.IsSupported,
        SignedVnniPath => AvxVnniInt8.IsSupported,
        ArmPath => AdvSimd.Arm64.IsSupported,
        ArmDpPath => Dp.IsSupported,
        PortablePath => true,
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, "No path of the kernels."),
    };
}
