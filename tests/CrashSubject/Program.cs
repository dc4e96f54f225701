using System.Globalization;
using HyperFace.CrashSubject.Workloads;
using HyperFace.Embedding;
using HyperFace.Indexer;

namespace HyperFace.CrashSubject;

/// <summary>
/// Works on a gallery until it is killed, and tells on standard output what it is about to do and what was acknowledged.
/// Usage: HyperFace.CrashSubject &lt;data folder&gt; &lt;workload&gt; &lt;seed&gt; &lt;first face&gt; &lt;segment bytes&gt;
/// </summary>
internal static class Program
{
    /// <summary>The gallery's name.</summary>
    public const string GalleryId = "g";

    /// <summary>The gallery's dimension: small, so that there is much to keep apart and little to write.</summary>
    public const int Dimension = 32;

    /// <summary>The dimension when the log is to be the first to find no room: it grows much faster than the catalogue.</summary>
    public const int LargeDimension = 4096;

    private const string FullLog = "full-log";
    private const string FullCatalogue = "full-catalogue";

    /// <summary>The names of the workloads that go on until they are killed.</summary>
    public static readonly string[] Workloads = ["bulk", "single", "change", "rebuild", "open"];

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var dataFolder, var kind, var seed, var firstFace, var segmentBytes])
        {
            await Console.Error.WriteLineAsync("Usage: HyperFace.CrashSubject <data folder> <workload> <seed> <first face> <segment bytes>\n").ConfigureAwait(false);
            return 1;
        }

        var report = new Report(Console.OpenStandardOutput());
        report.Say("opening");
        var store = new GalleryStore(dataFolder) { SegmentBytes = long.Parse(segmentBytes, CultureInfo.InvariantCulture) };
        Gallery gallery = store.List().Contains(GalleryId)
            ? store.Open(GalleryId)
            : store.Create(new GalleryDefinition { GalleryId = GalleryId, Fingerprint = ModelFingerprint.Named("crash"), Dimension = kind == FullLog ? LargeDimension : Dimension, Threshold = 0.9999f });
        report.Say("opened");

        var work = new Work(gallery, report, int.Parse(seed, CultureInfo.InvariantCulture), int.Parse(firstFace, CultureInfo.InvariantCulture));
        await (kind switch
        {
            "bulk" => BulkWorkload.RunAsync(work),
            "single" => SingleWorkload.RunAsync(work),
            "change" => ChangeWorkload.RunAsync(work),
            "rebuild" => RebuildWorkload.RunAsync(work),
            "open" => OpenWorkload.RunAsync(work, store),
            FullLog or FullCatalogue => FullWorkload.RunAsync(work),
            _ => throw new ArgumentException($"There is no workload '{kind}'. There are: {string.Join(", ", Workloads)}."),
        }).ConfigureAwait(false);
        return 0;
    }
}
