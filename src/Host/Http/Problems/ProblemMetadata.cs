namespace HyperFace.Host.Http.Problems;

/// <summary>Tells the API's description which problems an endpoint may answer with.</summary>
internal static class ProblemMetadata
{
    /// <summary>Adds the statuses.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (int status in statuses)
        {
            endpoint.Produces<ProblemResource>(status, ProblemWriter.MediaType);
        }

        return endpoint;
    }
}
