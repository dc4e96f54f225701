using System.Diagnostics;
using System.Globalization;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Search;

namespace HyperFace.Bench;

/// <summary>
/// An index that was saved and is opened by another process: how long until it answers, what of it is in memory then and after
/// many searches, and how near a sweep comes to the rate at which this machine reads memory.
/// </summary>
internal sealed class SnapshotBenchmark
{
    private const int MaxCandidates = 10;
    private const float Threshold = 0.4f;
    private const float Rounding = 1e-6f;
    private const int Rounds = 5;

    private readonly int _templates;
    private readonly int _probes;
    private readonly FaceLikeGallery _gallery;
    private readonly string _path;

    private SnapshotBenchmark(BenchOptions options)
    {
        _templates = options.Number("templates", 1_000_000);
        _probes = options.Number("probes", 1000);
        _gallery = new FaceLikeGallery(options.Number("dimension", 512), (ulong)options.Number("seed", 1));
        _path = Path.Combine(options.Text("folder", Path.GetTempPath()), string.Create(CultureInfo.InvariantCulture, $"hyperface-snapshot-{_templates}.hfx"));
    }

    /// <summary>Builds and saves, then measures in a process of its own, whose memory holds nothing else.</summary>
    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        options.RefuseAllBut("templates", "probes", "dimension", "seed", "link-threads", "part", "folder", "measure", "keep");
        var benchmark = new SnapshotBenchmark(options);
        if (options.Has("measure"))
        {
            benchmark.Measure();
            return 0;
        }

        if (!File.Exists(benchmark._path))
        {
            benchmark.Build(options.Number("dimension", 512), options.Number("link-threads", 0), options.Number("part", benchmark._templates));
        }

        using var other = Process.Start(Environment.ProcessPath!, ["snapshot", .. arguments, "--measure"]);
        other.WaitForExit();
        if (!options.Has("keep"))
        {
            File.Delete(benchmark._path);
        }

        return other.ExitCode;
    }

    // In parts, for what is larger than memory: each part is added to the file of those before, mapped, and saved with them.
    private void Build(int dimension, int linkThreads, int part)
    {
        for (int first = 0; first < _templates; first += part)
        {
            string before = PathOfFirst(first);
            string after = PathOfFirst(Math.Min(first + part, _templates));
            using (FaceIndex index = first == 0 ? new FaceIndex(new FaceIndexOptions { Dimension = dimension }) : FaceIndex.Open(before))
            {
                Add(index, first, Math.Min(part, _templates - first));
                if (linkThreads > 0)
                {
                    Say("linked", () => index.Link(linkThreads));
                }

                Say("saved", () => index.Save(after));
                Console.WriteLine($"{index.Count:N0} templates: {new FileInfo(after).Length:N0} bytes on disk, {index.NativeBytes / index.Count:N0} bytes a template in the memory of the index that was saved");
            }

            if (first > 0)
            {
                File.Delete(before);
            }
        }

        File.Move(PathOfFirst(_templates), _path);
    }

    private string PathOfFirst(int count) => string.Create(CultureInfo.InvariantCulture, $"{_path}.{count}");

    private void Add(FaceIndex index, int first, int count)
    {
        var vectors = new float[10_000][];
        for (int end = first + count; first < end; first += vectors.Length)
        {
            int batch = Math.Min(vectors.Length, end - first);
            Parallel.For(0, batch, i => vectors[i] = _gallery.Template(first + i));
            for (int i = 0; i < batch; i++)
            {
                index.Add(new TemplateId((ulong)(first + i)), new SubjectKey((uint)(first + i)), vectors[i]);
            }
        }
    }

    private void Measure()
    {
        float[][] probes = [.. Enumerable.Range(0, _probes).AsParallel().AsOrdered().Select(i => _gallery.Probe(Mate(i)))];
        var atThreshold = new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified, Threshold = Threshold };

        // The code is compiled on a small index before: what is measured is opening, not the runtime's start.
        WarmUp(probes, atThreshold);
        ResidentMemory before = ResidentWithoutGarbage();
        long start = Stopwatch.GetTimestamp();
        using var index = FaceIndex.Open(_path);
        TimeSpan opened = Stopwatch.GetElapsedTime(start);
        Search(index, probes[0], atThreshold);
        Console.WriteLine($"opened in {opened.TotalMilliseconds:F1} ms, first answer after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F1} ms");
        Say("first answer without a threshold", () => Search(index, probes[1], atThreshold with { Threshold = null }));
        Tell("after them", before);
        CountMisses(index, probes, atThreshold);

        double codes = CodeBytesASearch(index, probes, atThreshold) / 1e9;
        double[] bandwidth = [MemoryBandwidth.Measure(1), MemoryBandwidth.Measure(2)];
        foreach (int threads in new[] { 1, 2 })
        {
            double[] rates = [.. Enumerable.Range(0, Rounds).Select(_ => SearchesASecond(index, probes, atThreshold, threads)).Order()];
            double bytes = codes * rates[Rounds / 2];
            Console.WriteLine($"at {Threshold}, {threads} searches at a time: {rates[Rounds / 2]:F1} a second; {bytes:F1} GB/s of codes, {bytes / bandwidth[threads - 1]:P0} of the {bandwidth[threads - 1]:F1} GB/s that memory is read at");
        }

        double[] shared = [.. Enumerable.Range(0, Rounds).Select(_ => SearchesASecond(index, probes, atThreshold with { Threads = 2 }, 1)).Order()];
        Console.WriteLine($"at {Threshold}, two threads in one search: {shared[Rounds / 2]:F1} a second; {codes * shared[Rounds / 2] / bandwidth[1]:P0} of that");
        Tell($"after {_probes:N0} probes at a threshold, over and over", before);
        if (index.Linked > 0)
        {
            Say($"{_probes:N0} walks at ef 256", () => Array.ForEach(probes, probe => Search(index, probe, atThreshold with { Mode = SearchMode.Graph, Ef = 256, Threshold = null })));
            Tell("after them", before);
        }

        Say("every byte verified", () => index.Verify());
        Console.WriteLine($"native memory of the index: {(double)index.NativeBytes / _templates:F1} bytes a template");
    }

    private static double CodeBytesASearch(FaceIndex index, float[][] probes, SearchRequest request)
    {
        var bytes = new CodeBytes(index.Dimension);
        Array.ForEach(probes, probe => Search(index, probe, request with { Trace = bytes }));
        return bytes.ASearch;
    }

    /// <summary>The template that belongs to a probe.</summary>
    private int Mate(int probe) => (int)((long)probe * _templates / _probes);

    /// <summary>Whom no scan is needed for: a mate at the threshold or above, whose similarity is computed anew, must be found, or somebody who resembles the probe more.</summary>
    private void CountMisses(FaceIndex index, float[][] probes, SearchRequest request)
    {
        int mates = 0;
        int first = 0;
        int missed = 0;
        var found = new Candidate[MaxCandidates];
        for (int i = 0; i < probes.Length; i++)
        {
            float similarity = CosineSimilarity.Of(probes[i], _gallery.Template(Mate(i)));
            SearchAnswer answer = index.Search(probes[i], request, found);
            if (similarity < Threshold + Rounding)
            {
                continue;
            }

            mates++;
            first += answer.Count > 0 && found[0].Template.Value == (ulong)Mate(i) ? 1 : 0;
            missed += answer.Count == 0 || found[0].Similarity < similarity - Rounding ? 1 : 0;
        }

        Console.WriteLine($"of {probes.Length:N0} mated probes {mates:N0} resemble their mate by {Threshold} or more: {first:N0} have the mate first, {missed:N0} somebody less similar or nobody");
    }

    private void WarmUp(float[][] probes, SearchRequest request)
    {
        using var small = new FaceIndex(new FaceIndexOptions { Dimension = probes[0].Length });
        for (int i = 0; i < 2000; i++)
        {
            small.Add(new TemplateId((ulong)i), new SubjectKey((uint)i), _gallery.Template(i));
        }

        string path = _path + ".small";
        small.Save(path);
        for (int i = 0; i < 200; i++)
        {
            using var opened = FaceIndex.Open(path);
            Search(opened, probes[i % probes.Length], request);
            Search(opened, probes[i % probes.Length], request with { Threshold = null });
        }

        File.Delete(path);
    }

    private static void Search(FaceIndex index, float[] probe, in SearchRequest request)
    {
        Span<Candidate> candidates = stackalloc Candidate[MaxCandidates];
        index.Search(probe, request, candidates);
    }

    private static double SearchesASecond(FaceIndex index, float[][] probes, SearchRequest request, int threads)
    {
        const double seconds = 1.5;
        long start = Stopwatch.GetTimestamp();
        long searched = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (int i = thread; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; i++)
            {
                Search(index, probes[i % probes.Length], request);
                Interlocked.Increment(ref searched);
            }
        });
        return searched / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private void Tell(string when, ResidentMemory before)
    {
        ResidentMemory now = ResidentWithoutGarbage();
        Console.WriteLine($"{when}: {(double)(now.Anonymous - before.Anonymous) / _templates:F1} bytes a template of the process's own, {(double)(now.Mapped - before.Mapped) / _templates:F1} of the file, which the system can take back");
    }

    // What this benchmark draws to judge by is not the index's, and may lie about for long where the cache is large.
    private static ResidentMemory ResidentWithoutGarbage()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return ResidentMemory.Now;
    }

    private static void Say(string what, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:N1} ms");
    }
}
