namespace HyperFace.Search.Tests.Support;

/// <summary>
/// What an index must answer, told by a dictionary and double precision. Answers are compared by similarity, so that
/// ties and the last bits of a float decide nothing.
/// </summary>
internal sealed class BruteForce
{
    private const double Rounding = 1e-5;

    private readonly Dictionary<ulong, (uint Subject, float[] Vector)> _templates = [];

    public int Count => _templates.Count;

    public IReadOnlyCollection<ulong> Ids => _templates.Keys;

    public void Add(ulong id, uint subject, float[] vector) => _templates.Add(id, (subject, vector));

    public bool Remove(ulong id) => _templates.Remove(id);

    public bool Contains(ulong id) => _templates.ContainsKey(id);

    /// <summary>The vector that was added.</summary>
    public float[] VectorOf(ulong id) => _templates[id].Vector;

    /// <summary>Similarities of the subjects, each by its best template, best first.</summary>
    public List<(uint Subject, double Similarity)> Best(float[] probe, SubjectSet? filter) =>
        Best(probe, subject => filter is null || filter.Contains(new SubjectKey(subject)));

    /// <summary>Similarities of the subjects of whom something is true.</summary>
    public List<(uint Subject, double Similarity)> Best(float[] probe, Func<uint, bool> where) =>
    [
        .. _templates.Values
            .Where(template => where(template.Subject))
            .GroupBy(template => template.Subject, (subject, templates) => (subject, templates.Max(template => Cosine(probe, template.Vector))))
            .OrderByDescending(best => best.Item2),
    ];

    /// <summary>Fails unless these candidates are a right and whole answer.</summary>
    public void RequireAnswer(float[] probe, SearchRequest request, ReadOnlySpan<Candidate> candidates)
    {
        List<(uint Subject, double Similarity)> best = Best(probe, request.Filter);
        double threshold = request.Threshold ?? -2;
        int least = Math.Min(request.MaxCandidates, best.Count(b => b.Similarity > threshold + Rounding));
        int most = Math.Min(request.MaxCandidates, best.Count(b => b.Similarity > threshold - Rounding));
        Assert.InRange(candidates.Length, least, most);
        for (int rank = 0; rank < candidates.Length; rank++)
        {
            Assert.Equal(best[rank].Similarity, candidates[rank].Similarity, Rounding);
        }

        RequireTrue(probe, request.Filter, candidates);
    }

    /// <summary>Fails unless these are all subjects at or above a threshold of whom something is true.</summary>
    public void RequireEverybody(float[] probe, float threshold, Func<uint, bool> where, List<Candidate> candidates)
    {
        List<(uint Subject, double Similarity)> best = Best(probe, where);
        Assert.InRange(candidates.Count, best.Count(b => b.Similarity > threshold + Rounding), best.Count(b => b.Similarity > threshold - Rounding));
        for (int rank = 0; rank < candidates.Count; rank++)
        {
            Assert.Equal(best[rank].Similarity, candidates[rank].Similarity, Rounding);
            Assert.True(where(candidates[rank].Subject.Value), "a subject came that the filter keeps out");
        }

        RequireTrue(probe, null, candidates.ToArray());
    }

    /// <summary>Fails unless each candidate is what it says it is, each subject comes once, and they are in order.</summary>
    public void RequireTrue(float[] probe, SubjectSet? filter, ReadOnlySpan<Candidate> candidates)
    {
        var subjects = new HashSet<uint>();
        for (int rank = 0; rank < candidates.Length; rank++)
        {
            Candidate candidate = candidates[rank];
            Assert.True(_templates.TryGetValue(candidate.Template.Value, out (uint Subject, float[] Vector) template), $"template {candidate.Template.Value} is not in the index");
            Assert.Equal(template.Subject, candidate.Subject.Value);
            Assert.True(subjects.Add(candidate.Subject.Value), $"subject {candidate.Subject.Value} came twice");
            Assert.True(filter is null || filter.Contains(candidate.Subject), "a subject outside the filter came");
            Assert.Equal(Cosine(probe, template.Vector), candidate.Similarity, Rounding);
            Assert.InRange(candidate.Similarity, -1, 1);
            Assert.True(rank == 0 || IsInOrder(candidates[rank - 1], candidate), "the candidates are not in order");
        }
    }

    private static bool IsInOrder(Candidate first, Candidate second) =>
        first.Similarity > second.Similarity || (first.Similarity == second.Similarity && first.Template.Value < second.Template.Value);

    private static double Cosine(float[] a, float[] b)
    {
        double dot = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            squaresA += (double)a[i] * a[i];
            squaresB += (double)b[i] * b[i];
        }

        return dot / Math.Sqrt(squaresA * squaresB);
    }
}
