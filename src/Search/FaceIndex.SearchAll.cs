using HyperFace.Search.Searching;
using HyperFace.Search.Vectors;

namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>
    /// Finds every subject that resembles a probe at least so much, best first, ties by template number, however many
    /// there are. Swept or scanned, never walked: the graph promises nobody.
    /// </summary>
    /// <param name="probe">The probe: <see cref="Dimension"/> floats of any length but zero.</param>
    /// <param name="threshold">The least similarity, −1 to 1.</param>
    /// <param name="request">How to search; <see cref="SearchRequest.MaxCandidates"/>, <see cref="SearchRequest.Threshold"/> and <see cref="SearchRequest.Ef"/> are not used.</param>
    /// <param name="candidates">Receives the candidates; what it held before is dropped. The search allocates only where the list has to grow.</param>
    /// <returns>How many candidates there are, and how they were found. A limit that ends the search leaves the answer incomplete.</returns>
    /// <exception cref="InvalidTemplateException">The probe is no vector to search for.</exception>
    /// <exception cref="ArgumentException">The threshold or a value of the request is out of its range, or the mode is <see cref="SearchMode.Graph"/>.</exception>
    /// <exception cref="ObjectDisposedException">The index was disposed.</exception>
    public SearchAnswer SearchAll(ReadOnlySpan<float> probe, float threshold, in SearchRequest request, List<Candidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        SearchRequest everybody = request with { MaxCandidates = SearchRequest.MaxCandidatesLimit, Threshold = threshold, Ef = 0 };
        Validate(everybody, SearchRequest.MaxCandidatesLimit);
        if (request.Mode == SearchMode.Graph)
        {
            throw new ArgumentException("The graph may miss somebody, and everybody was asked for: Mode must be Auto, Exact or Certified.", nameof(request));
        }

        UnitLength.Measure(probe, Dimension);
        int turn = Enter();
        try
        {
            SearchScratch scratch = TakeScratch(probe, everybody, _options.TimeProvider.GetTimestamp());
            scratch.Collector.ResetForEverybody(candidates, threshold);
            SearchAnswer answer = Search(scratch, everybody, Plan(everybody, everybody: true));
            _scratches.Return(scratch);
            return answer;
        }
        finally
        {
            Leave(turn);
        }
    }
}
