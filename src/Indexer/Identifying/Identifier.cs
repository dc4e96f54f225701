using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Galleries;
using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>From probes to a decision: search, name the candidates, decide.</summary>
internal static class Identifier
{
    private const int MaxCandidatesLimit = 1000;

    /// <summary>Searches with every probe, keeps each subject's best, and decides.</summary>
    public static Identification Identify(OpenGallery gallery, IReadOnlyList<float[]> probes, IdentificationRequest request, SubjectEntry? except, ModelFingerprint fingerprint)
    {
        Validate(request);
        float? threshold = request.Threshold ?? gallery.Log.Settings.Threshold;

        // One more than asked for, so that leaving the subject itself out does not shorten the list.
        int wanted = Math.Min(request.MaxCandidates + (except is null ? 0 : 1), MaxCandidatesLimit);
        var search = new SearchRequest
        {
            MaxCandidates = wanted,
            Threshold = request.IncludeBelowThreshold ? null : threshold,
            Mode = request.Mode,
            Filter = FilterOf(gallery.Catalogue, request),
        };
        return gallery.OnIndex(live =>
        {
            (List<Candidate> found, SearchAnswer how) = Search(live.Index, probes, search, threshold, except);
            List<IdentifiedCandidate> named = Name(gallery.Catalogue, found, except, request.MaxCandidates);
            float best = named.Count > 0 ? named[0].Similarity : float.NegativeInfinity;
            return new Identification(Decide(best, threshold, how.Complete), named, threshold, how.Mode, how.Complete, live.Number, fingerprint, live.Index.Count, how.MissProbability);
        });
    }

    /// <summary>The decision on a best similarity.</summary>
    public static Decision Decide(float best, float? threshold, bool complete) => threshold switch
    {
        null => Decision.Inconclusive,
        { } t when best >= t => Decision.Match,
        _ => complete ? Decision.NoMatch : Decision.Inconclusive,
    };

    /// <summary>The threshold, if it is one.</summary>
    public static float? RequireThreshold(float? threshold) => threshold is null or (>= -1 and <= 1)
        ? threshold
        : throw new InvalidRequestException($"threshold is {threshold}; a similarity is −1 to 1.");

    private static void Validate(IdentificationRequest request)
    {
        RequireThreshold(request.Threshold);
        if (request.MaxCandidates is < 1 or > MaxCandidatesLimit)
        {
            throw new InvalidRequestException($"maxCandidates is {request.MaxCandidates}; it must be 1 to {MaxCandidatesLimit}.");
        }

        if (request.SubjectIds?.Contains(null!) == true || request.Metadata?.Any(pair => pair.Value is null) == true)
        {
            throw new InvalidRequestException("A filter holds null: subjectIds and the values of metadata must be texts.");
        }

        if (!Enum.IsDefined(request.Mode))
        {
            throw new InvalidRequestException($"mode is {request.Mode}; it must be one of {string.Join(", ", Enum.GetNames<SearchMode>())}.");
        }
    }

    private static SubjectSet? FilterOf(SubjectCatalogue catalogue, IdentificationRequest request)
    {
        IEnumerable<uint>? keys = request.SubjectIds?.Select(catalogue.Find).OfType<SubjectEntry>().Select(subject => subject.Key).ToArray();
        if (request.Metadata is { Count: > 0 } metadata)
        {
            IReadOnlyList<uint> matching = catalogue.KeysWith(metadata);
            keys = keys?.Intersect(matching) ?? matching;
        }

        return keys is null ? null : SubjectSet.Of(keys.Select(key => new SubjectKey(key)));
    }

    /// <summary>The best of all probes, and how they were searched: of several ways the one that promises least.</summary>
    private static (List<Candidate> Found, SearchAnswer How) Search(FaceIndex index, IReadOnlyList<float[]> probes, SearchRequest request, float? threshold, SubjectEntry? except)
    {
        var best = new Dictionary<SubjectKey, Candidate>();
        var buffer = new Candidate[request.MaxCandidates];
        var how = new SearchAnswer(0, SearchMode.Exact, Complete: true, Scored: 0);
        foreach (float[] probe in probes)
        {
            SearchAnswer answer = index.Search(probe, request, buffer);
            if (request.Mode == SearchMode.Auto && !answer.Complete && threshold is { } t && !FindsAnyone(buffer.AsSpan(0, answer.Count), t, except))
            {
                // The index confirms a miss by itself when it is told the threshold and finds nobody at all; here it was
                // asked for more than that, or found the subject that asks.
                answer = index.Search(probe, request with { Mode = SearchMode.Certified }, buffer);
            }

            how = Weaker(how, answer);
            foreach (Candidate candidate in buffer.AsSpan(0, answer.Count))
            {
                if (!best.TryGetValue(candidate.Subject, out Candidate known) || candidate.Similarity > known.Similarity)
                {
                    best[candidate.Subject] = candidate;
                }
            }
        }

        return ([.. best.Values.OrderByDescending(c => c.Similarity).ThenBy(c => c.Template.Value)], how);
    }

    private static SearchAnswer Weaker(SearchAnswer first, SearchAnswer second)
    {
        if (first.Complete != second.Complete)
        {
            return first.Complete ? second : first;
        }

        return second.MissProbability > first.MissProbability || first.Mode == SearchMode.Exact ? second : first;
    }

    private static bool FindsAnyone(ReadOnlySpan<Candidate> found, float threshold, SubjectEntry? except)
    {
        foreach (Candidate candidate in found)
        {
            if (candidate.Similarity >= threshold && candidate.Subject.Value != except?.Key)
            {
                return true;
            }
        }

        return false;
    }

    private static List<IdentifiedCandidate> Name(SubjectCatalogue catalogue, List<Candidate> found, SubjectEntry? except, int max)
    {
        var named = new List<IdentifiedCandidate>(Math.Min(found.Count, max));
        foreach (Candidate candidate in found)
        {
            // A subject removed between the search and this lookup has no name any more, and is not a candidate.
            if (candidate.Subject.Value == except?.Key || catalogue.Find(candidate.Subject.Value) is not { } subject)
            {
                continue;
            }

            string? source = subject.Templates.FirstOrDefault(t => t.Id == candidate.Template.Value)?.Source;
            named.Add(new IdentifiedCandidate(named.Count + 1, subject.SubjectId, candidate.Similarity, candidate.Template.Value, source, subject.Metadata));
            if (named.Count == max)
            {
                break;
            }
        }

        return named;
    }
}
