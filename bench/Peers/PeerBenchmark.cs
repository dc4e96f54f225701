using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using HyperFace.Search;

namespace HyperFace.Bench.Peers;

/// <summary>
/// This house's index beside hnswlib on the same vectors, one thread, single searches, taking turns. For each target of
/// mates at rank 1 (as the exact scan finds them) a graph searches as wide as it must, and no wider.
/// </summary>
internal sealed class PeerBenchmark : IDisposable
{
    private const int Dimension = 512;
    private const float Threshold = 0.4f;

    private static readonly double[] Targets = [0.99, 0.999];
    private static readonly int[] Widths = [16, 24, 32, 48, 64, 80, 96, 112, 128, 160, 200, 256, 320, 400, 512, 640, 800, 1000, 1300, 1600, 2000];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly int _templates;
    private readonly int _rounds;
    private readonly int _buildThreads;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hyperface-peers-");
    private readonly float[][] _probes;
    private readonly FaceLikeGallery _faces;
    private readonly List<IContender> _contenders = [];
    private readonly FaceIndex _index;
    private readonly FaceIndex _wide;
    private long[] _exact = [];
    private long[] _exactFromThreshold = [];
    private IContender? _identification;

    private PeerBenchmark(BenchOptions options)
    {
        _templates = options.Number("templates", 100_000);
        _rounds = options.Number("rounds", 5);
        _buildThreads = options.Number("build-threads", 2);
        int probes = options.Number("probes", 1000);
        _faces = new FaceLikeGallery(Dimension, (ulong)options.Number("seed", 1));
        _probes = [.. Enumerable.Range(0, probes).AsParallel().AsOrdered().Select(i => _faces.Probe((int)((long)i * _templates / probes)))];
        _index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension });
        _wide = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, Graph = new HnswParameters { M = 32, EfConstruction = 400 } });
    }

    /// <summary>Runs with options of the form <c>--name value</c>: templates, probes, rounds, build-threads, seed, graph (0: none is built).</summary>
    public static int Run(string[] arguments)
    {
        var options = new BenchOptions(arguments);
        using var benchmark = new PeerBenchmark(options);
        benchmark.Run(options.Number("graph", 1) > 0);
        return 0;
    }

    public void Dispose()
    {
        foreach (IDisposable contender in _contenders.OfType<IDisposable>())
        {
            contender.Dispose();
        }

        _index.Dispose();
        _wide.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Run(bool withGraph)
    {
        double[] bandwidth = [MemoryBandwidth.Measure(1), MemoryBandwidth.Measure(2)];
        Console.WriteLine(FormattableString.Invariant($"{_templates:N0} templates × {Dimension}, {_probes.Length:N0} mated probes; {Environment.ProcessorCount} processors; memory read in order at {bandwidth[0]:F1} GB/s by one thread, {bandwidth[1]:F1} by two"));
        string data = WriteAndAdd(out double adding);
        double linking = withGraph ? Seconds(() => _index.Link(_buildThreads)) : 0;
        double wideLinking = withGraph ? Seconds(() => _wide.Link(_buildThreads)) : 0;
        Add("certified sweep, best 1", new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Certified }, adding);
        Add("certified sweep, best 10", new SearchRequest { MaxCandidates = 10, Mode = SearchMode.Certified }, adding);
        var identification = new SearchRequest { MaxCandidates = 10, Mode = SearchMode.Certified, Threshold = Threshold };
        Add($"certified sweep, best 10 from {Threshold.ToString(CultureInfo.InvariantCulture)} up", identification, adding);
        _exactFromThreshold = new OwnContender("", _index, _probes, identification with { Mode = SearchMode.Exact }, adding).Run(0, _probes.Length).Best;
        _identification = _contenders[^1];
        Add("exact scan, best 1", new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Exact }, adding);
        _exact = _contenders[^1].Run(0, _probes.Length).Best;
        if (withGraph)
        {
            var walk = new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Graph };
            Add("graph, M 16, efConstruction 200", walk, adding + linking);
            _contenders.Add(new OwnContender("graph, M 32, efConstruction 400", _wide, _probes, walk, adding + wideLinking));
        }

        string program = Compile();
        _contenders.Add(new HnswlibContender(program, data, _templates, Dimension, 16, 200, _buildThreads));
        _contenders.Add(new HnswlibContender(program, data, _templates, Dimension, 32, 400, _buildThreads));
        Report([.. Targets.SelectMany(Measure)], bandwidth);
    }

    private void Add(string name, SearchRequest request, double buildSeconds) =>
        _contenders.Add(new OwnContender(name, _index, _probes, request, buildSeconds));

    /// <summary>Adds the templates to the index and writes them, and the probes, for the others.</summary>
    private string WriteAndAdd(out double adding)
    {
        const int chunk = 10_000;
        string path = Path.Combine(_folder.FullName, "vectors.f32");
        using FileStream file = File.Create(path);
        var vectors = new float[chunk][];
        adding = 0;
        for (int first = 0; first < _templates; first += chunk)
        {
            int count = Math.Min(chunk, _templates - first);
            Parallel.For(0, count, i => vectors[i] = _faces.Template(first + i));
            adding += Seconds(() =>
            {
                for (int i = 0; i < count; i++)
                {
                    _index.Add(new TemplateId((ulong)(first + i)), new SubjectKey((uint)(first + i)), vectors[i]);
                }
            });
            for (int i = 0; i < count; i++)
            {
                _wide.Add(new TemplateId((ulong)(first + i)), new SubjectKey((uint)(first + i)), vectors[i]);
            }

            Array.ForEach(vectors[..count], vector => file.Write(MemoryMarshal.AsBytes(vector.AsSpan())));
        }

        Array.ForEach(_probes, probe => file.Write(MemoryMarshal.AsBytes(probe.AsSpan())));
        return path;
    }

    private string Compile()
    {
        string source = Path.Combine(AppContext.BaseDirectory, "Peers", "hnswlib.cpp");
        string program = Path.Combine(_folder.FullName, "hnswlib");
        using Process compiler = Process.Start("g++", ["-O3", "-march=native", "-std=c++17", "-pthread", source, "-o", program]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? program : throw new InvalidOperationException("hnswlib does not compile: g++ and Debian's libhnswlib-dev are needed.");
    }

    /// <summary>Finds each contender's width for a target, then lets them take turns.</summary>
    private IEnumerable<PeerRow> Measure(double target)
    {
        IContender[] able = [.. _contenders.Where(contender => Reaches(contender, target))];
        var runs = able.ToDictionary(contender => contender, _ => new List<PeerRun>());
        for (int round = 0; round < _rounds; round++)
        {
            foreach (IContender contender in able)
            {
                runs[contender].Add(contender.Run(0, _probes.Length));
            }
        }

        return able.Select(contender => new PeerRow(
            target,
            contender.Name,
            contender.Width,
            RecallOf(contender, runs[contender][0]),
            Median(runs[contender].Select(run => run.Median)),
            Median(runs[contender].Select(run => run.Slow)),
            _probes.Length / Median(runs[contender].Select(run => run.Seconds)),
            contender.BuildSeconds,
            contender.BytesByTemplate)).ToArray();
    }

    private bool Reaches(IContender contender, double target)
    {
        bool isGraph = contender is HnswlibContender || contender.Name.StartsWith("graph", StringComparison.Ordinal);
        foreach (int width in isGraph ? Widths : [0])
        {
            contender.Width = width;
            if (!isGraph || RecallOf(contender, contender.Run(0, _probes.Length)) >= target)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The share of probes for which the best is the exact scan's; at a threshold, its best from there up, or nobody.</summary>
    private double RecallOf(IContender contender, PeerRun run) => run.Best.Zip(contender == _identification ? _exactFromThreshold : _exact, (found, exact) => found == exact ? 1.0 : 0).Average();

    private void Report(PeerRow[] rows, double[] bandwidth)
    {
        Console.WriteLine();
        Console.WriteLine("| target | index | ef | rank 1 as exact | p50 µs | p99 µs | searches/s | times hnswlib's best | build s | bytes a template |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (PeerRow row in rows)
        {
            double best = rows.Where(other => other.Target == row.Target && other.Index.StartsWith("hnswlib", StringComparison.Ordinal)).Select(other => other.SearchesPerSecond).DefaultIfEmpty(double.NaN).Max();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Target:P1} | {row.Index} | {(row.Width == 0 ? "-" : row.Width)} | {row.Recall:P2} | {row.Median:F0} | {row.Slow:F0} | {row.SearchesPerSecond:F0} | {row.SearchesPerSecond / best:F2} | {row.BuildSeconds:F1} | {row.BytesByTemplate:F0} |"));
        }

        string results = Path.Combine("bench", "results");
        Directory.CreateDirectory(results);
        string file = Path.Combine(results, $"peers-{_templates}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Templates = _templates, Dimension, Probes = _probes.Length, Rounds = _rounds, BuildThreads = _buildThreads, GigabytesPerSecond = bandwidth, Rows = rows }, Indented) + "\n");
        Console.WriteLine($"\nWritten to {file}");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
