using System.Globalization;
using HyperFace.Bench.Peers.Faces;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>Builds, then opens, everything that takes part: all builds come first, so that none has a neighbour.</summary>
internal sealed class ContenderList : IDisposable
{
    private const float Threshold = 0.4f;

    private readonly PeerOptions _options;
    private readonly FaceSet _faces;
    private readonly string _folder;
    private readonly List<OwnIndex> _own = [];
    private readonly List<Func<IContender>> _opening = [];
    private readonly List<IContender> _all = [];

    public ContenderList(PeerOptions options, FaceSet faces, Toolchain toolchain, string folder)
    {
        _options = options;
        _faces = faces;
        _folder = folder;
        BuildOwn();
        if (Wants("hnswlib M16", "hnswlib M32") && toolchain.Hnswlib() is { } hnswlib)
        {
            Build("hnswlib M16", hnswlib, "16:200", Ladder.Of(1, 4096));
            Build("hnswlib M32", hnswlib, "32:400", Ladder.Of(1, 4096));
        }

        BuildFaiss(toolchain);
        _all.AddRange(_opening.Select(open => open()));
    }

    /// <summary>All, ready to search.</summary>
    public IReadOnlyList<IContender> All => _all;

    public void Dispose()
    {
        _all.ForEach(contender => contender.Dispose());
        _own.ForEach(index => index.Dispose());
    }

    private void BuildOwn()
    {
        string from = $"sweep from {Threshold.ToString(CultureInfo.InvariantCulture)}";
        if (Wants("sweep", from, "scan"))
        {
            OwnIndex swept = Own(null);
            Add("sweep", swept, new SearchRequest { Mode = SearchMode.Certified });
            Add(from, swept, new SearchRequest { Mode = SearchMode.Certified, Threshold = Threshold });
            Add("scan", swept, new SearchRequest { Mode = SearchMode.Exact });
        }

        if (Wants("graph M16"))
        {
            Add("graph M16", Own(new HnswParameters { M = 16, EfConstruction = 200 }), new SearchRequest { Mode = SearchMode.Graph });
        }

        if (Wants("graph M32"))
        {
            Add("graph M32", Own(new HnswParameters { M = 32, EfConstruction = 400 }), new SearchRequest { Mode = SearchMode.Graph });
        }
    }

    private void BuildFaiss(Toolchain toolchain)
    {
        // About four times the root of the number of templates is usual, as a power of two; training wants 39 for each.
        int lists = 1 << (int)Math.Log2(Math.Clamp(6 * Math.Sqrt(_faces.Templates.Count), 1, Math.Max(1, _faces.Templates.Count / 39)));
        string inverted = $"faiss IVF{lists} PQ256x4fs refine";
        string[] names = ["faiss Flat", "faiss PQ256x4fs refine", "faiss HNSW16", "faiss HNSW16 SQ8", inverted];
        if (Wants(names) && toolchain.Faiss(_options.FaissFolder, _options.FaissSuite) is { } faiss)
        {
            int half = _faces.Dimension / 2;
            Build(names[0], faiss, "Flat", []);
            Build(names[1], faiss, $"PQ{half}x4fs,RFlat", Ladder.Of(1, 4096));
            Build(names[2], faiss, "HNSW16,Flat", Ladder.Of(1, 4096));
            Build(names[3], faiss, "HNSW16,SQ8", Ladder.Of(1, 4096));
            Build(names[4], faiss, $"IVF{lists},PQ{half}x4fs,RFlat", Ladder.Of(1, lists), [1, 2, 5, 10, 20, 40, 80, 160, 320, 640]);
        }
    }

    private bool Wants(params string[] names) => names.Any(_options.Wants);

    private OwnIndex Own(HnswParameters? graph)
    {
        Console.WriteLine($"building own, {(graph is null ? "no graph" : $"graph M{graph.M}")}");
        var index = new OwnIndex(_faces, graph, _options.BuildThreads, _folder);
        _own.Add(index);
        return index;
    }

    private void Add(string name, OwnIndex index, SearchRequest request)
    {
        if (Wants(name))
        {
            _opening.Add(() => new OwnContender(name, index, _faces.Probes, request));
        }
    }

    private void Build(string name, string program, string kind, IReadOnlyList<int> widths, IReadOnlyList<int>? reranks = null)
    {
        if (Wants(name))
        {
            Console.WriteLine($"building {name}");
            var build = new WorkerBuild(name, program, kind, _faces.Templates, _options.BuildThreads, _folder);
            _opening.Add(() => new WorkerContender(build, _faces.Probes, widths, reranks ?? []));
        }
    }
}
