using System.Diagnostics;
using HyperFace.Search;

namespace HyperFace.Bench;

/// <summary>
/// An in-memory index of face-like templates, one a subject: how long linking takes, what it holds, what an exact scan, a
/// certified sweep and a walk of the graph cost, and how many mates they find at rank 1 of those that the scan finds there.
/// </summary>
internal sealed class SearchBenchmark : IDisposable
{
    private const int MaxCandidates = 10;
    private const float Threshold = 0.4f;

    private static readonly int[] Efs = [64, 128, 256, 512];
    private static readonly int[] ThreadCounts = [1, 2];

    private readonly int _templates;
    private readonly int _dimension;
    private readonly int _probes;
    private readonly int _linkThreads;
    private readonly FaceLikeGallery _gallery;
    private readonly FaceIndex _index;

    private SearchBenchmark(BenchOptions options)
    {
        _templates = options.Number("templates", 100_000);
        _dimension = options.Number("dimension", 512);
        _probes = options.Number("probes", 1000);
        _linkThreads = options.Number("link-threads", 2);
        _gallery = new FaceLikeGallery(_dimension, (ulong)options.Number("seed", 1));
        _index = new FaceIndex(new FaceIndexOptions
        {
            Dimension = _dimension,
            Graph = new HnswParameters { M = options.Number("m", 16), EfConstruction = options.Number("ef-construction", 200) },
        });
    }

    /// <summary>Runs with options of the form <c>--name value</c>: templates, dimension, probes, link-threads (0: no graph), m, ef-construction, seed.</summary>
    public static int Run(string[] arguments)
    {
        using var benchmark = new SearchBenchmark(new BenchOptions(arguments));
        benchmark.Add();
        if (benchmark._linkThreads > 0)
        {
            benchmark.Link();
        }

        benchmark.Search();
        benchmark.CountMisses();
        return 0;
    }

    public void Dispose() => _index.Dispose();

    private void Add()
    {
        // Drawn in parallel, added in order: drawing a template costs far more than adding it.
        const int chunk = 10_000;
        var vectors = new float[chunk][];
        TimeSpan adding = TimeSpan.Zero;
        for (int first = 0; first < _templates; first += chunk)
        {
            int count = Math.Min(chunk, _templates - first);
            Parallel.For(0, count, i => vectors[i] = _gallery.Template(first + i));
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < count; i++)
            {
                _index.Add(new TemplateId((ulong)(first + i)), new SubjectKey((uint)(first + i)), vectors[i]);
            }

            adding += Stopwatch.GetElapsedTime(start);
        }

        Console.WriteLine($"{_templates:N0} templates of {_dimension} dimensions added in {adding.TotalSeconds:F2} s");
    }

    private void Link()
    {
        long allocated = GC.GetTotalAllocatedBytes();
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        _index.Link(_linkThreads);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine($"linked by {_linkThreads} threads in {wall.TotalSeconds:F1} s ({processor.TotalSeconds:F1} s of processor time), {(GC.GetTotalAllocatedBytes() - allocated) >> 20:N0} MiB allocated meanwhile");
        Console.WriteLine($"native memory: {_index.NativeBytes >> 20:N0} MiB, {_index.NativeBytes / Math.Max(1, _templates):N0} bytes a template");
    }

    private void Search()
    {
        int mates = Math.Min(_probes, _templates);
        float[][] probes = [.. Enumerable.Range(0, mates).AsParallel().AsOrdered().Select(i => _gallery.Probe((int)((long)i * _templates / mates)))];
        var found = new ulong[mates];
        var exact = new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Exact };
        Console.WriteLine();
        Console.WriteLine("mode       threads  searches/s  µs each (processor)  scored each  recall@1 against exact");
        foreach (int threads in ThreadCounts)
        {
            Measure("exact", threads, probes, exact, found, isReference: threads == ThreadCounts[0]);
        }

        int mated = Enumerable.Range(0, mates).Count(i => found[i] == (ulong)((long)i * _templates / mates));
        foreach (int threads in ThreadCounts)
        {
            Measure("certified", threads, probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified }, found, isReference: false);
            Measure($"≥ {Threshold}", threads, probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified, Threshold = Threshold }, found, isReference: false);
        }

        Measure("shared", threads: 1, probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified, Threshold = Threshold, Threads = 2 }, found, isReference: false);
        MeasureBatches(probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified });
        MeasureBatches(probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified, Threshold = Threshold });
        foreach (int ef in _linkThreads > 0 ? Efs : [])
        {
            foreach (int threads in ThreadCounts)
            {
                Measure($"ef {ef}", threads, probes, new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Graph, Ef = ef }, found, isReference: false);
            }
        }

        Console.WriteLine();
        Console.WriteLine($"exact rank-1 of {mates:N0} mated probes: {(double)mated / mates:P2}");
    }

    /// <summary>Searches at a threshold with a probe of every subject: is each one found whose similarity reaches it?</summary>
    private void CountMisses()
    {
        var request = new SearchRequest { MaxCandidates = MaxCandidates, Mode = SearchMode.Certified, Threshold = Threshold };
        long reaching = 0;
        long missed = 0;
        Parallel.For(0, _templates, () => new Candidate[MaxCandidates], (i, _, candidates) =>
        {
            float[] probe = _gallery.Probe(i);
            if (CosineSimilarity.Of(probe, _gallery.Template(i)) >= Threshold + 1e-5f)
            {
                Interlocked.Increment(ref reaching);
                int found = _index.Search(probe, request, candidates).Count;
                Interlocked.Add(ref missed, candidates.AsSpan(0, found).ToArray().Any(candidate => candidate.Subject.Value == (uint)i) ? 0 : 1);
            }

            return candidates;
        }, _ => { });
        Console.WriteLine($"certified sweep at {Threshold}: of {reaching:N0} mates that reach it, {missed:N0} missed");
    }

    private void Measure(string name, int threads, float[][] probes, SearchRequest request, ulong[] found, bool isReference)
    {
        Warm(probes, request);
        int hits = 0;
        long scored = 0;
        int next = -1;
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        double recall = isReference ? 1 : (double)hits / probes.Length;
        Console.WriteLine($"{name,-10} {threads,7}  {probes.Length / wall.TotalSeconds,10:F0}  {processor.TotalMicroseconds / probes.Length,19:F0}  {scored / probes.Length,11:N0}  {recall,9:P2}");

        void Work()
        {
            var candidates = new Candidate[MaxCandidates];
            for (int i = Interlocked.Increment(ref next); i < probes.Length; i = Interlocked.Increment(ref next))
            {
                SearchAnswer answer = _index.Search(probes[i], request, candidates);
                Interlocked.Add(ref scored, answer.Scored);
                if (isReference)
                {
                    found[i] = candidates[0].Template.Value;
                }
                else if (answer.Count > 0 && candidates[0].Template.Value == found[i])
                {
                    Interlocked.Increment(ref hits);
                }
            }
        }
    }

    /// <summary>All probes handed over at once, on one thread.</summary>
    private void MeasureBatches(float[][] probes, SearchRequest request)
    {
        float[] all = [.. probes.SelectMany(probe => probe)];
        var candidates = new Candidate[probes.Length * MaxCandidates];
        var answers = new SearchAnswer[probes.Length];
        _index.SearchBatch(all, request, candidates, answers);
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        _index.SearchBatch(all, request, candidates, answers);
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine($"{(request.Threshold is null ? "batch" : $"batch ≥ {request.Threshold}"),-12} {1,5}  {probes.Length / wall.TotalSeconds,10:F0}  {processor.TotalMicroseconds / probes.Length,19:F0}");
    }

    private void Warm(float[][] probes, SearchRequest request)
    {
        var candidates = new Candidate[MaxCandidates];
        foreach (float[] probe in probes.Take(20))
        {
            _index.Search(probe, request, candidates);
        }
    }
}
