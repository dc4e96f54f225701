using HyperFace.Search;

namespace HyperFace.Synthesis.Packing;

/// <summary>Finds neighbours through an index of HyperFace.Search: some of them, in a fraction of the comparisons. Of points without structure it misses most.</summary>
internal static class IndexSearch
{
    /// <summary>Probes that a thread hands over at a time: as many as share a pass over the codes.</summary>
    private const int Batch = 16;

    /// <summary>Fills the lists with the neighbours that an index of the points finds.</summary>
    public static void Among(PointSet points, NeighbourLists lists, Workers workers)
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = points.Dimension, Graph = new HnswParameters { M = 16, EfConstruction = 100 }, AuditEvery = 0 });
        for (int row = 0; row < points.Count; row++)
        {
            workers.Cancellation.ThrowIfCancellationRequested();
            index.Add(new TemplateId((ulong)row), new SubjectKey((uint)row), points.Row(row));
        }

        index.Link(workers.Threads, progress: null, workers.Cancellation);
        var request = new SearchRequest { MaxCandidates = lists.Length + 1, Mode = SearchMode.Graph, Ef = 2 * (lists.Length + 1) };
        workers.Share((points.Count + Batch - 1) / Batch, 1, () => new ProbeRoom(Batch, points.Dimension, lists.Length + 1), (batch, room) =>
        {
            int first = (int)batch * Batch;
            int count = Math.Min(Batch, points.Count - first);
            for (int i = 0; i < count; i++)
            {
                points.Row(first + i).CopyTo(room.Probe(i));
            }

            index.SearchBatch(room.Probes(count), request, room.Candidates, room.Answers(count));
            for (int i = 0; i < count; i++)
            {
                lists.Clear(first + i, float.NegativeInfinity);
                foreach (Candidate candidate in room.CandidatesOf(i))
                {
                    if (candidate.Template.Value != (ulong)(first + i))
                    {
                        lists.Offer(first + i, (int)candidate.Template.Value, candidate.Similarity);
                    }
                }
            }
        });
    }
}
