using System.Text.Json;
using HyperFace.Bench.Peers.Contenders;
using HyperFace.Bench.Peers.Exact;
using HyperFace.Bench.Peers.Faces;
using HyperFace.Bench.Peers.Measuring;
using HyperFace.Bench.Peers.Reporting;
using HyperFace.Synthesis;

namespace HyperFace.Bench.Peers;

/// <summary>
/// This house's index beside hnswlib and FAISS on the same vectors, in the same minutes, with the same threads. Each
/// searches as wide as it must to reach a target, and no wider; then all take turns.
/// </summary>
internal sealed class PeerBenchmark(PeerOptions options, FaceSet faces, ExactNeighbours exact)
{
    private const int Dimension = 512;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Judge _judge = new(faces, exact);
    private readonly List<PeerEntry> _entries = [];
    private readonly List<ShortOfTarget> _short = [];

    /// <summary>Runs with the options of <see cref="PeerOptions.Help"/>.</summary>
    public static int Run(string[] arguments)
    {
        var options = new PeerOptions(new BenchOptions(arguments));
        using var folder = new WorkFolder(options.Folder);
        Console.WriteLine($"drawing {options.Templates:N0} templates of {options.Data}");
        using var faces = new FaceSet(EmbeddingProfile.Named(options.Data), Dimension, options.Templates, options.TemplatesPerSubject, options.Probes, options.Seed, folder.Indexes);
        Console.WriteLine("finding the exact neighbours");
        var benchmark = new PeerBenchmark(options, faces, new ExactNeighbours(faces.Templates, faces.Probes));
        var toolchain = new Toolchain(folder.Programs);
        using var contenders = new ContenderList(options, faces, toolchain, folder.Indexes);
        benchmark.FindPoints(contenders);
        PeerReport report = benchmark.Measure(contenders, toolchain);
        Write(report, options.Name, $"dotnet run -c Release --project bench -- peers {string.Join(' ', arguments)}".TrimEnd());
        return 0;
    }

    private void FindPoints(ContenderList contenders)
    {
        var examiner = new Examiner(faces, _judge);
        var points = new PointSearch(examiner);
        foreach (IContender contender in contenders.All)
        {
            Console.WriteLine($"finding the widths of {contender.Name}");
            foreach (Target target in Target.All)
            {
                if (points.Find(contender, target) is { } point)
                {
                    _entries.Add(new PeerEntry(target, contender, point, examiner));
                }
                else
                {
                    _short.Add(new ShortOfTarget(target.Name, contender.Name, points.Best(contender, target)));
                }
            }
        }
    }

    private PeerReport Measure(ContenderList contenders, Toolchain toolchain)
    {
        // A target's points lie next to one another: they are what is compared.
        PeerEntry[] entries = [.. Target.All.SelectMany(target => _entries.Where(entry => entry.Target == target))];
        var rounds = new Rounds([.. entries.Select(entry => entry.Key).Distinct()]);
        rounds.Run(faces, options.Rounds, options.Seconds);
        OwnContender? sweep = contenders.All.OfType<OwnContender>().FirstOrDefault(contender => contender.IsSweep);
        return new PeerReport
        {
            Data = options.Data,
            Templates = faces.Templates.Count,
            TemplatesPerSubject = options.TemplatesPerSubject,
            Dimension = Dimension,
            Probes = faces.Mated,
            Rounds = options.Rounds,
            BuildThreads = options.BuildThreads,
            Seed = options.Seed,
            Machine = Machine.Description,
            Programs = toolchain.Compiled,
            Similarities = Census.Of(faces, exact),
            ExactRank1 = _judge.ExactRank1,
            GigabytesPerSecond = rounds.GigabytesPerSecond,
            Footprints = [.. contenders.All.Select(contender => new FootprintRow(contender.Name, contender.Footprint))],
            Rows = [.. entries.Select(entry => entry.Row(rounds[entry.Key]))],
            Short = _short,
            Sweeps = [.. rounds.Order.Where(key => key.Contender.IsSweep).Select(key => Sweep(key, rounds))],
            SweepMisses = sweep is not null && options.Misses > 0 ? Misses.Count(sweep.Index, faces, options.Misses) : null,
        };
    }

    private static SweepRow Sweep(PointKey key, Rounds rounds)
    {
        double gigabytes = ((OwnContender)key.Contender).CodeBytesASearch(key.Each) / 1e9;
        double one = gigabytes / (rounds[key].One.Median / 1e6);
        double two = gigabytes * rounds[key].Two.SearchesPerSecond;
        double[] memory = rounds.GigabytesPerSecond;
        return new SweepRow(key.Contender.Name, key.Each, one, one / memory[0], two, two / memory[1]);
    }

    private static void Write(PeerReport report, string name, string command)
    {
        string text = new MarkdownReport(report).Write(command);
        string file = Path.Combine("bench", "results", report.FileName(name));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".json", JsonSerializer.Serialize(report, Indented) + "\n");
        File.WriteAllText(file + ".md", text);
        Console.WriteLine($"\n{text}\nWritten to {file}.json and .md");
    }
}
