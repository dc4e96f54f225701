using System.Diagnostics;
using HyperFace.Bench.Peers.Faces;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>An index of this house: built, saved, and opened again as a server would.</summary>
internal sealed class OwnIndex : IDisposable
{
    private readonly Footprint _opened;

    /// <summary>Builds it anew, whatever lies in the folder. Each template is a subject of its own, so that the ten best are the ten best templates, as with the others.</summary>
    public OwnIndex(FaceSet faces, HnswParameters? graph, int buildThreads, string folder)
    {
        string file = Path.Combine(folder, FormattableString.Invariant($"own-{graph?.M ?? 0}.index"));
        double building;
        using (var index = new FaceIndex(new FaceIndexOptions { Dimension = faces.Dimension, Graph = graph ?? new HnswParameters() }))
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < faces.Templates.Count; i++)
            {
                index.Add(new TemplateId((ulong)i), new SubjectKey((uint)i), faces.Templates.Span(i));
            }

            if (graph is not null)
            {
                index.Link(buildThreads);
            }

            building = Stopwatch.GetElapsedTime(start).TotalSeconds;
            index.Save(file);
        }

        long begun = Stopwatch.GetTimestamp();
        Index = FaceIndex.Open(file);
        Index.Search(faces.Probes.Span(0), new SearchRequest { MaxCandidates = 1, Mode = graph is null ? SearchMode.Certified : SearchMode.Graph }, new Candidate[1]);
        double opening = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        _opened = new Footprint(building, WasBuiltEarlier: false, opening, new FileInfo(file).Length, Index.NativeBytes);
    }

    public FaceIndex Index { get; }

    /// <summary>What it costs; the memory is what it holds by now, for what searches read comes into it as they go.</summary>
    public Footprint Footprint => _opened with { BytesResident = Index.NativeBytes };

    public void Dispose() => Index.Dispose();
}
