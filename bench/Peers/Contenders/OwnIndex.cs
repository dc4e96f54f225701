using System.Diagnostics;
using HyperFace.Bench.Peers.Faces;
using HyperFace.Search;

namespace HyperFace.Bench.Peers.Contenders;

/// <summary>An index of this house: built, saved, and opened again as a server would.</summary>
internal sealed class OwnIndex : IDisposable
{
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
        Footprint = new Footprint(building, WasBuiltEarlier: false, opening, new FileInfo(file).Length, Index.NativeBytes);
    }

    public FaceIndex Index { get; }

    public Footprint Footprint { get; }

    public void Dispose() => Index.Dispose();
}
