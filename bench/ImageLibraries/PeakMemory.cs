using System.Globalization;

namespace HyperFace.Bench.ImageLibraries;

/// <summary>How far the process's resident memory grew above what it was, at most; Linux only, elsewhere not a number.</summary>
internal sealed class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const string ClearPeak = "5";

    private readonly double _before;

    public PeakMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", ClearPeak);
        }

        _before = Read("VmRSS:");
    }

    /// <summary>Mebibytes.</summary>
    public double Grown => Read("VmHWM:") - _before;

    private static double Read(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            return double.NaN;
        }

        string line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
