using HyperFace.Search;

namespace HyperFace.Indexer.Identifying;

/// <summary>What an identification may ask for.</summary>
internal static class RequestCheck
{
    /// <summary>Refuses a request, naming the value that is wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="threshold">The threshold that it comes to.</param>
    /// <exception cref="InvalidRequestException">A value is out of its range, or two do not fit one another.</exception>
    public static void Require(IdentificationRequest request, float? threshold)
    {
        Identifier.RequireThreshold(request.Threshold);
        Require(request.MaxCandidates is >= 1 and <= SearchRequest.MaxCandidatesLimit, $"maxCandidates is {request.MaxCandidates}; it must be 1 to {SearchRequest.MaxCandidatesLimit}.");
        Require(request.SubjectIds?.Contains(null!) != true && request.Metadata?.Any(pair => pair.Value is null) != true, "A filter holds null: subjectIds and the values of metadata must be texts.");
        Require(Enum.IsDefined(request.Mode), $"mode is {request.Mode}; it must be one of {string.Join(", ", Enum.GetNames<SearchMode>())}.");
        Require(request.TimeLimit is null || request.TimeLimit > TimeSpan.Zero, $"The time limit is {request.TimeLimit}; it must be more than zero.");
        if (request.All)
        {
            Require(threshold is not null, "Everybody at or above the threshold was asked for, and no threshold is known; name one.");
            Require(request.Mode != SearchMode.Graph, "Everybody at or above the threshold was asked for, and the graph may miss somebody; mode must be auto, certified or exact.");
            Require(!request.IncludeBelowThreshold, "Everybody at or above the threshold was asked for, and candidates below it too; ask for one of the two.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidRequestException(message);
        }
    }
}
