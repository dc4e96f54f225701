using System.Globalization;
using HyperFace.CrashSubject.Workloads;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.CrashSubject;

/// <summary>
/// Works on a gallery until it is killed, and tells on standard output what it is about to do and what was acknowledged.
/// Usage: HyperFace.CrashSubject &lt;data folder&gt; &lt;workload&gt; &lt;seed&gt; &lt;first face&gt;
/// </summary>
internal static class Program
{
    /// <summary>The gallery's name.</summary>
    public const string GalleryId = "g";

    /// <summary>The gallery's dimension.</summary>
    public const int Dimension = 32;

    /// <summary>The names of the workloads.</summary>
    public static readonly string[] Workloads = ["bulk", "single", "change", "rebuild", "open"];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var dataFolder, var kind, var seed, var firstFace])
        {
            await Console.Error.WriteLineAsync("Usage: HyperFace.CrashSubject <data folder> <workload> <seed> <first face>\n").ConfigureAwait(false);
            return 1;
        }

        var report = new Report(Console.OpenStandardOutput());
        report.Say("opening");
        var store = new GalleryStore(dataFolder) { SegmentBytes = 1 << 16 };
        Gallery gallery = store.List().Contains(GalleryId)
            ? store.Open(GalleryId)
            : store.Create(new GalleryDefinition { GalleryId = GalleryId, Fingerprint = ModelFingerprint.Named("crash"), Dimension = Dimension, Threshold = 0.9999f });
        report.Say("opened");

        var work = new Work(gallery, report, int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(firstFace, CultureInfo.InvariantCulture));
        await (kind switch
        {
            "bulk" => BulkWorkload.RunAsync(work),
            "single" => SingleWorkload.RunAsync(work),
            "change" => ChangeWorkload.RunAsync(work),
            "rebuild" => RebuildWorkload.RunAsync(work),
            "open" => OpenWorkload.RunAsync(work, store),
            _ => throw new ArgumentException($"There is no workload '{kind}'. There are: {string.Join(", ", Workloads)}."),
        }).ConfigureAwait(false);
        return 0;
    }
}
