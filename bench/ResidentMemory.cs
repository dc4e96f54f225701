using System.Globalization;

namespace HyperFace.Bench;

/// <summary>What of this process is in memory, in bytes, as Linux counts it.</summary>
/// <param name="Anonymous">Memory of its own.</param>
/// <param name="Mapped">Pages of files that it maps.</param>
internal readonly record struct ResidentMemory(long Anonymous, long Mapped)
{
    public static ResidentMemory Now
    {
        get
        {
            string[] lines = File.ReadAllLines("/proc/self/status");
            return new ResidentMemory(Kilobytes("RssAnon:") * 1024, Kilobytes("RssFile:") * 1024);

            long Kilobytes(string name) =>
                long.Parse(lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..^2], NumberStyles.Any, CultureInfo.InvariantCulture);
        }
    }
}
