using System.Runtime.InteropServices;

namespace HyperFace.Search.Collecting;

/// <summary>Candidates without a limit: what comes is appended, and sorted out when it has doubled, so that the list holds twice the subjects at most. Not thread-safe.</summary>
internal sealed class EverySubject
{
    private const int FirstSorting = 1024;

    private static readonly Comparison<Candidate> ByRank = static (a, b) => a.Similarity != b.Similarity ? b.Similarity.CompareTo(a.Similarity) : a.Template.Value.CompareTo(b.Template.Value);
    private static readonly Comparison<Candidate> BySubject = static (a, b) => a.Subject != b.Subject ? a.Subject.Value.CompareTo(b.Subject.Value) : ByRank(a, b);

    private List<Candidate>? _candidates;
    private int _sortingAt;

    /// <summary>Takes up a search.</summary>
    /// <param name="candidates">Receives the candidates; it is emptied.</param>
    public void Begin(List<Candidate> candidates)
    {
        candidates.Clear();
        _candidates = candidates;
        _sortingAt = FirstSorting;
    }

    /// <summary>Takes a template in.</summary>
    public void Add(Candidate candidate)
    {
        if (_candidates!.Count >= _sortingAt)
        {
            KeepBestOfEach(_candidates);
            _sortingAt = Math.Max(FirstSorting, 2 * _candidates.Count);
        }

        _candidates.Add(candidate);
    }

    /// <summary>Whether a template was taken in.</summary>
    public bool Holds(ulong template)
    {
        foreach (Candidate candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            if (candidate.Template.Value == template)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Offers what was taken in to another collector, and lets go of the list.</summary>
    public void MoveTo(SubjectCollector other)
    {
        foreach (Candidate candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            other.Offer(candidate.Similarity, candidate.Subject.Value, candidate.Template.Value);
        }

        _candidates = null;
    }

    /// <summary>Leaves each subject's best, best first, ties by template; lets go of the list, and returns how many it holds.</summary>
    public int Seal()
    {
        List<Candidate> candidates = _candidates!;
        KeepBestOfEach(candidates);
        CollectionsMarshal.AsSpan(candidates).Sort(ByRank);
        _candidates = null;
        return candidates.Count;
    }

    private static void KeepBestOfEach(List<Candidate> candidates)
    {
        Span<Candidate> all = CollectionsMarshal.AsSpan(candidates);
        all.Sort(BySubject);
        int kept = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (kept == 0 || all[i].Subject != all[kept - 1].Subject)
            {
                all[kept++] = all[i];
            }
        }

        CollectionsMarshal.SetCount(candidates, kept);
    }
}
