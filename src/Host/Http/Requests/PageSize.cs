using HyperFace.Host.Http.Problems;

namespace HyperFace.Host.Http.Requests;

/// <summary>How many entries a page has.</summary>
internal static class PageSize
{
    private const int Most = 500;

    /// <summary>The size asked for, or 100.</summary>
    /// <exception cref="ProblemException">It is out of range.</exception>
    public static int Of(int? maxResults) => maxResults switch
    {
        null => 100,
        >= 1 and <= Most => maxResults.Value,
        _ => throw new ProblemException(ProblemKinds.InvalidRequest, $"maxResults is {maxResults}; it must be 1 to {Most}."),
    };
}
