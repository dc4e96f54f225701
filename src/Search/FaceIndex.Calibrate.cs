using HyperFace.Search.Planning;
using HyperFace.Search.Searching;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    private readonly CostMeter _costs = new();
    private volatile WalkAuditor _auditor;
    private volatile GraphCalibration? _calibration;

    /// <summary>How wide a walk must be, by the last <see cref="Calibrate"/> of this index or of the one that it was saved from; null when there was none.</summary>
    public GraphCalibration? Calibration => _calibration;

    /// <summary>What the audit of live walks found; see <see cref="FaceIndexOptions.AuditEvery"/>.</summary>
    public WalkAudit WalkAudit => _auditor.Audit;

    /// <summary>
    /// Measures how wide a walk through the graph must be to find the mates, on disturbed copies of the templates in it (cosine
    /// 0.65 ± 0.13, disturbed in the directions in which the sampled templates differ): for each the least ef with which the best
    /// candidate is that of a complete search. From then on a walk for
    /// which the request names no ef is as wide as <see cref="SearchRequest.MateRecall"/> asks. Linking and saving wait; searches
    /// and changes go on. The same index and seed give the same calibration, whatever the threads. Call it after much was linked.
    /// </summary>
    /// <param name="sampleCount">Templates to sample, 1 or more; no more than there are in the graph.</param>
    /// <param name="seed">Chooses and disturbs them.</param>
    /// <param name="threads">Threads to use, 1 or more.</param>
    /// <param name="cancellation">Stops it; the calibration that there was stays.</param>
    /// <returns>What it found; of no point when nothing is linked.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sampleCount"/> or <paramref name="threads"/> is not positive.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public GraphCalibration Calibrate(int sampleCount, ulong seed, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        lock (_linking)
        {
            int turn = Enter();
            try
            {
                int[] sample = Sample(sampleCount, seed);
                var rungs = new int[sample.Length];
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
                InParallel.For(sample.Length, parallel, i => rungs[i] = LeastRung(MatedProbe(sample[i], sample, seed)));
                var calibration = new GraphCalibration(sample.Length, Points(rungs));
                _calibration = calibration;
                _auditor = new WalkAuditor(_options.AuditEvery, _options.MateRecall);
                return calibration;
            }
            finally
            {
                Leave(turn);
            }
        }
    }

    /// <summary>Live slots of the graph, drawn by a seed.</summary>
    private int[] Sample(int count, ulong seed)
    {
        int[] live = [.. Enumerable.Range(0, _graph.LinkedSlots).Where(slot => !_vectors.IsDead(slot) && _graph.Links.Level(slot) != Graph.LinkStore.Unlinked)];
        new Random(Folded(seed)).Shuffle(live);
        return live[..Math.Min(count, live.Length)];
    }

    private static int Folded(ulong seed) => unchecked((int)(seed ^ (seed >> 32)));

    /// <summary>The first rung of the ladder on which a walk finds what a complete search finds; the ladder's length when none does.</summary>
    private int LeastRung(float[] probe)
    {
        Span<Candidate> best = stackalloc Candidate[1];
        var request = new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Certified };
        if (Search(probe, request, best).Count == 0)
        {
            // Everybody was removed meanwhile.
            return 0;
        }

        float complete = best[0].Similarity;
        for (int rung = 0; rung < GraphCalibration.Ladder.Length; rung++)
        {
            SearchAnswer answer = Search(probe, request with { Mode = SearchMode.Graph, Ef = GraphCalibration.Ladder[rung] }, best);
            if (answer.Count > 0 && best[0].Similarity >= complete)
            {
                return rung;
            }
        }

        return GraphCalibration.Ladder.Length;
    }

    private static List<CalibrationPoint> Points(int[] rungs)
    {
        var points = new List<CalibrationPoint>();
        for (int rung = 0; rung < GraphCalibration.Ladder.Length && rungs.Length > 0; rung++)
        {
            double recall = Share(rungs.Count(least => least <= rung), rungs.Length);
            points.Add(new CalibrationPoint(GraphCalibration.Ladder[rung], recall));
            if (recall == 1)
            {
                break;
            }
        }

        return points;
    }

    /// <summary>How many templates a walk for this request keeps in view.</summary>
    private int EfOf(in SearchRequest request)
    {
        int ef = request.Ef != 0 ? request.Ef : _auditor.Widened(CalibratedEf(request) ?? _calibration?.Widest ?? _options.Graph.EfSearch);
        return Math.Max(ef, request.MaxCandidates);
    }

    /// <summary>The least ef that was found to be enough; null when none was, or nothing was measured.</summary>
    private int? CalibratedEf(in SearchRequest request) => _calibration?.EfFor(request.MateRecall ?? _options.MateRecall);

    /// <summary>Compares a walk with a sweep, whose answer is given in its place. The collector holds what the walk found.</summary>
    private SearchAnswer AuditWalk(SearchScratch scratch, in SearchRequest request, in SearchAnswer walk, ISearchTrace trace)
    {
        float best = scratch.Collector.Best;
        SearchAnswer complete = Search(scratch, request, Sweep(ModeReason.Audited), trace);
        if (complete.Count > 0)
        {
            // Where there is nobody to be found, a walk that finds nobody tells nothing.
            _auditor.Note(scratch.Collector.Best <= best);
        }

        return complete with { Scored = complete.Scored + walk.Scored };
    }
}
