using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace HyperFace.Bench.Peers.Reporting;

/// <summary>What this runs on.</summary>
internal static class Machine
{
    /// <summary>Processor, processors, instruction sets and runtime.</summary>
    public static string Description => $"{Processor}, {Environment.ProcessorCount} processors, {(Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2")}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";

    private static string Processor => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "processor"
        : "processor";
}
