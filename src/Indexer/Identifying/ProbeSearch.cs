using HyperFace.Indexer.Catalogue;
using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>Searches an index with one or several probes of a face, and keeps each subject's best.</summary>
/// <param name="index">The index.</param>
/// <param name="request">What each probe asks for.</param>
/// <param name="asked">What the caller asked for.</param>
/// <param name="threshold">The threshold; null when none is known.</param>
/// <param name="except">The subject that asks, and does not count; null when nobody does.</param>
/// <param name="time">The clock of the time limit.</param>
internal sealed class ProbeSearch(FaceIndex index, SearchRequest request, IdentificationRequest asked, float? threshold, SubjectEntry? except, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly Dictionary<SubjectKey, Candidate> _best = [];
    private readonly List<Candidate> _found = [];
    private readonly Candidate[] _buffer = asked.All ? [] : new Candidate[request.MaxCandidates];

    /// <summary>The best of all probes, best first, and how they were searched: of several ways the one that promises least.</summary>
    public (List<Candidate> Found, SearchAnswer How) Run(IReadOnlyList<float[]> probes)
    {
        var how = new SearchAnswer(0, SearchMode.Exact, Complete: true, Scored: 0, Reason: ModeReason.FewTemplates);
        for (int i = 0; i < probes.Count; i++)
        {
            SearchAnswer answer = Run(probes[i]);
            how = i == 0 ? answer : Weaker(how, answer);
        }

        return ([.. _best.Values.OrderByDescending(c => c.Similarity).ThenBy(c => c.Template.Value)], how);
    }

    private SearchAnswer Run(float[] probe)
    {
        SearchAnswer answer = Search(probe, request);
        if (request.Mode == SearchMode.Auto && !answer.Complete && answer.StoppedBy == SearchStop.None && threshold is { } least && !FindsAnyone(least))
        {
            // The index confirms a miss by itself when it is told the threshold and finds nobody at all; here it was
            // asked for more than that, or found the subject that asks.
            answer = Search(probe, request with { Mode = SearchMode.Certified }) with { Reason = ModeReason.NobodyFound };
        }

        return answer;
    }

    private SearchAnswer Search(float[] probe, SearchRequest how)
    {
        if (how.TimeLimit is { } limit)
        {
            // One limit for all searches of an identification.
            TimeSpan left = limit - time.GetElapsedTime(_began);
            how = how with { TimeLimit = left > TimeSpan.Zero ? left : TimeSpan.Zero };
        }

        SearchAnswer answer;
        if (asked.All)
        {
            answer = index.SearchAll(probe, threshold!.Value, how, _found);
        }
        else
        {
            answer = index.Search(probe, how, _buffer);
            _found.Clear();
            _found.AddRange(_buffer.AsSpan(0, answer.Count));
        }

        foreach (Candidate candidate in _found)
        {
            if (!_best.TryGetValue(candidate.Subject, out Candidate known) || candidate.Similarity > known.Similarity)
            {
                _best[candidate.Subject] = candidate;
            }
        }

        return answer;
    }

    private static SearchAnswer Weaker(SearchAnswer first, SearchAnswer second)
    {
        if (first.Complete != second.Complete)
        {
            return first.Complete ? second : first;
        }

        if ((first.StoppedBy == SearchStop.None) != (second.StoppedBy == SearchStop.None))
        {
            return first.StoppedBy == SearchStop.None ? second : first;
        }

        return second.MissProbability > first.MissProbability || first.Mode == SearchMode.Exact ? second : first;
    }

    private bool FindsAnyone(float least) => _found.Exists(candidate => candidate.Similarity >= least && candidate.Subject.Value != except?.Key);
}
