using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Galleries;
using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>From probes to a decision: search, name the candidates, decide.</summary>
internal static class Identifier
{
    /// <summary>Searches with every probe, keeps each subject's best, and decides.</summary>
    /// <param name="gallery">The gallery.</param>
    /// <param name="probes">Templates of one face, of unit length.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="except">The subject that asks, and does not count; null when nobody does.</param>
    /// <param name="time">The clock of the time limit.</param>
    /// <param name="trace">Is told of each search; may be null.</param>
    public static Identification Identify(OpenGallery gallery, IReadOnlyList<float[]> probes, IdentificationRequest request, SubjectEntry? except, TimeProvider time, ISearchTrace? trace = null)
    {
        float? threshold = request.Threshold ?? gallery.Log.Settings.Threshold;
        RequestCheck.Require(request, threshold);

        // One more than asked for, so that leaving the subject itself out does not shorten the list.
        int wanted = Math.Min(request.MaxCandidates + (except is null ? 0 : 1), SearchRequest.MaxCandidatesLimit);
        var search = new SearchRequest
        {
            MaxCandidates = wanted,
            Threshold = request.IncludeBelowThreshold ? null : threshold,
            Mode = request.Mode,
            Filter = FilterOf(gallery.Catalogue, request),
            TimeLimit = request.TimeLimit,
            Trace = trace,
        };
        return gallery.OnIndex(live =>
        {
            (List<Candidate> found, SearchAnswer how) = new ProbeSearch(live.Index, search, request, threshold, except, time).Run(probes);
            List<IdentifiedCandidate> named = Name(gallery.Catalogue, found, except, request.All ? int.MaxValue : request.MaxCandidates);
            float best = named.Count > 0 ? named[0].Similarity : float.NegativeInfinity;
            return new Identification(
                Decide(best, threshold, how.Complete),
                named,
                threshold,
                how.Mode,
                how.Complete,
                live.Number,
                ModelFingerprint.Parse(gallery.Log.Settings.Fingerprint),
                live.Index.Count,
                how.MissProbability,
                how.StoppedBy,
                how.Reason);
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

    /// <summary>Whom a request considers; null when it considers all.</summary>
    public static SubjectSet? FilterOf(SubjectCatalogue catalogue, IdentificationRequest request)
    {
        IEnumerable<uint>? keys = request.SubjectIds?.Select(catalogue.Find).OfType<SubjectEntry>().Select(subject => subject.Key).ToArray();
        if (request.Metadata is { Count: > 0 } metadata)
        {
            IReadOnlyList<uint> matching = catalogue.KeysWith(metadata);
            keys = keys?.Intersect(matching) ?? matching;
        }

        return keys is null ? null : SubjectSet.Of(keys.Select(key => new SubjectKey(key)));
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
