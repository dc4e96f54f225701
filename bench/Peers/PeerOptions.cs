namespace HyperFace.Bench.Peers;

/// <summary>What is compared, and how thoroughly.</summary>
internal sealed class PeerOptions
{
    /// <summary>Every option, one a line, for the list of benchmarks.</summary>
    public const string Help = """
                --data hyperface|strong|clustered    the data set (hyperface)
                --templates 100000                   templates in the gallery
                --templates-per-subject 1            1 or 4, or any other number
                --probes 1000                        mated probes, and as many non-mated ones
                --rounds 5                           interleaved rounds; medians are reported
                --seconds 2                          about how long each contender searches a round, one thread
                --build-threads 2                    threads that each index is built with
                --misses 100000                      mated probes that the certified sweep is searched with, looking for a miss (0: none)
                --only NAME,NAME                     contenders whose name begins so (all): sweep, sweep from 0.4,
                                                     scan, graph M16, graph M32, hnswlib M16, hnswlib M32, faiss Flat,
                                                     faiss PQ, faiss HNSW16, faiss HNSW16 SQ8, faiss IVF
                --quick                              200 probes, one round of half a second, 1,000 probes looking for a miss
                --seed 1                             of the data
                --folder PATH                        keeps data and the others' indexes there and takes what stands there
                                                     (else: a temporary folder, removed in the end)
                --faiss PATH                         where FAISS is built to, once (the user's cache)
                --faiss-suite NAME                   the Debian release whose FAISS is built (this system's)
                --name NAME                          added to the names of the result files
        """;

    private readonly string[] _only;

    public PeerOptions(BenchOptions options)
    {
        options.RefuseAllBut("data", "templates", "templates-per-subject", "probes", "rounds", "seconds", "build-threads", "misses", "only", "quick", "seed", "folder", "faiss", "faiss-suite", "name");
        bool isQuick = options.Has("quick");
        Data = options.Text("data", "hyperface");
        Templates = AtLeast(1, options.Number("templates", 100_000), "templates");
        TemplatesPerSubject = AtLeast(1, options.Number("templates-per-subject", 1), "templates-per-subject");
        Probes = AtLeast(1, options.Number("probes", isQuick ? 200 : 1000), "probes");
        Rounds = AtLeast(1, options.Number("rounds", isQuick ? 1 : 5), "rounds");
        Seconds = options.Number("seconds", isQuick ? 0 : 2) is > 0 and var seconds ? seconds : 0.5;
        BuildThreads = AtLeast(1, options.Number("build-threads", 2), "build-threads");
        Misses = options.Number("misses", isQuick ? 1000 : 100_000);
        Seed = (ulong)options.Number("seed", 1);
        Folder = options.Text("folder", "");
        FaissFolder = options.Text("faiss", Path.Combine(Cache, "hyperface-search", "faiss"));
        FaissSuite = options.Text("faiss-suite", "");
        Name = options.Text("name", "");
        _only = options.Text("only", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public string Data { get; }

    public int Templates { get; }

    public int TemplatesPerSubject { get; }

    public int Probes { get; }

    public int Rounds { get; }

    public double Seconds { get; }

    public int BuildThreads { get; }

    public int Misses { get; }

    public ulong Seed { get; }

    public string Folder { get; }

    public string FaissFolder { get; }

    public string FaissSuite { get; }

    public string Name { get; }

    private static string Cache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>Whether a contender of that name takes part.</summary>
    public bool Wants(string name) => _only.Length == 0 || _only.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private static int AtLeast(int least, int number, string name) =>
        number >= least ? number : throw new ArgumentException($"--{name} needs a number of {least} or more.");
}
