using System.Diagnostics;
using System.Text;
using HyperFace.Embedding;
using HyperFace.Indexer;
using HyperFace.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HyperFace.Bench;

/// <summary>
/// The whole way of ready-made embeddings: a NumPy file enrolled durably by the bulk job, the index rebuilt, the gallery
/// closed and opened, mated and non-mated probes identified in each mode and compared with the exact scan.
/// </summary>
internal sealed class GalleryBenchmark(int templates, int probes, string folder)
{
    private const int Dimension = 512;
    private const ulong Seed = 42;
    private const string GalleryId = "bench";

    private readonly FaceLikeGallery _faces = new(Dimension, Seed);

    /// <summary>Runs with options of the form <c>--name value</c>: templates, probes.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hyperface-bench-");
        try
        {
            await new GalleryBenchmark(options.Number("templates", 100_000), options.Number("probes", 1000), folder.FullName).RunAsync();
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync()
    {
        Console.WriteLine($"{templates:N0} templates × {Dimension}, one per subject; {probes:N0} mated and {probes:N0} non-mated probes; {Environment.ProcessorCount} processors; folder {folder}");
        string npy = Path.Combine(folder, "faces.npy");
        string ids = Path.Combine(folder, "ids.txt");
        Measure("write faces.npy and ids.txt", () => Write(npy, ids));

        string data = Path.Combine(folder, "data");
        using (IHost host = await StartAsync(data))
        {
            GalleryStore galleries = host.Services.GetRequiredService<GalleryStore>();
            GalleryJobs jobs = host.Services.GetRequiredService<GalleryJobs>();
            Gallery gallery = galleries.Create(new GalleryDefinition { GalleryId = GalleryId, Fingerprint = ModelFingerprint.Named("face-like"), Dimension = Dimension });
            TimeSpan enrol = await MeasureAsync("enrol (log flushed before each acknowledgement)", async () =>
            {
                Job job = await jobs.WaitAsync(jobs.StartEnrolment(GalleryId, EnrolmentSource.Npy(npy, ids)).JobId);
                Console.WriteLine($"  {job.State}: {job.Enrolment}");
            });
            Console.WriteLine($"  {templates / enrol.TotalSeconds:N0} templates/s");
            await MeasureAsync("rebuild (compact, link, audit, swap)", async () =>
            {
                Job job = await jobs.WaitAsync(jobs.StartRebuild(GalleryId).JobId);
                Console.WriteLine($"  {job.State}: {job.Rebuild} {job.Error}");
            });
            await host.StopAsync();
        }

        using IHost again = await StartAsync(data);
        Gallery? opened = null;
        Measure("open", () => opened = again.Services.GetRequiredService<GalleryStore>().Open(GalleryId));
        Report(opened!);
        Search(opened!);
        await again.StopAsync();
    }

    private static async Task<IHost> StartAsync(string data)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddHyperFace(options => options.DataFolder = data);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static void Report(Gallery gallery)
    {
        GalleryInfo info = gallery.Info;
        Console.WriteLine($"on disk {info.BytesOnDisk / 1e6:N0} MB; index in memory {info.BytesInMemory / 1e6:N0} MB; process {Process.GetCurrentProcess().WorkingSet64 / 1e6:N0} MB; linked {info.Linked:N0}, pending {info.Pending:N0}");
    }

    private static void Measure(string what, Action action) => MeasureAsync(what, () =>
    {
        action();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    private static async Task<TimeSpan> MeasureAsync(string what, Func<Task> action)
    {
        long started = Stopwatch.GetTimestamp();
        await action();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine($"{what}: {elapsed.TotalSeconds:F2} s");
        return elapsed;
    }

    private void Write(string npy, string ids)
    {
        using var file = new BinaryWriter(File.Create(npy));
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({templates}, {Dimension}), }}".PadRight(117) + "\n";
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        file.Write((ushort)header.Length);
        file.Write(Encoding.ASCII.GetBytes(header));
        foreach (float[] template in Enumerable.Range(0, templates).AsParallel().AsOrdered().Select(_faces.Template))
        {
            file.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(template.AsSpan()));
        }

        File.WriteAllLines(ids, Enumerable.Range(0, templates).Select(IdOf));
    }

    private void Search(Gallery gallery)
    {
        float[][] mated = [.. Enumerable.Range(0, probes).AsParallel().AsOrdered().Select(i => _faces.Probe(SubjectOf(i)))];
        float[][] nonMated = [.. Enumerable.Range(0, probes).AsParallel().AsOrdered().Select(i => _faces.Probe(templates + i))];
        string?[] exact = [];
        foreach (SearchMode mode in new[] { SearchMode.Exact, SearchMode.Graph, SearchMode.Auto })
        {
            Identify(gallery, mated[..Math.Min(20, probes)], mode);
            (string?[] best, double[] milliseconds) = Identify(gallery, mated, mode);
            (_, double[] nonMatedMilliseconds) = Identify(gallery, nonMated, mode);
            exact = mode == SearchMode.Exact ? best : exact;
            int mates = Enumerable.Range(0, probes).Count(i => best[i] == IdOf(SubjectOf(i)));
            int agree = Enumerable.Range(0, probes).Count(i => best[i] == exact[i]);
            Console.WriteLine($"{mode,-6} mated rank-1 {mates}/{probes}; recall@1 against exact {(double)agree / probes:P2}; mated p50 {At(milliseconds, 0.5):F2} ms, p99 {At(milliseconds, 0.99):F2} ms; non-mated p50 {At(nonMatedMilliseconds, 0.5):F2} ms");
        }
    }

    /// <summary>Identifies one after another on one thread.</summary>
    private static (string?[] Best, double[] Milliseconds) Identify(Gallery gallery, float[][] all, SearchMode mode)
    {
        var best = new string?[all.Length];
        var milliseconds = new double[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            long started = Stopwatch.GetTimestamp();
            Identification found = gallery.IdentifyEmbedding(all[i], new IdentificationRequest { Mode = mode });
            milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            best[i] = found.Candidates.Count > 0 ? found.Candidates[0].SubjectId : null;
        }

        return (best, milliseconds);
    }

    private static double At(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    private static string IdOf(int subject) => $"subject-{subject:D8}";

    /// <summary>Spread over the gallery by a step that is prime to its size.</summary>
    private int SubjectOf(int probe) => (int)((probe * 7919L) % templates);
}
