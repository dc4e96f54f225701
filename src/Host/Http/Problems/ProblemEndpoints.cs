namespace HyperFace.Host.Http.Problems;

/// <summary>Explains each kind of problem at the address that stands in its <c>type</c>.</summary>
internal static class ProblemEndpoints
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapProblems(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/problems/{code}", (string code) => ProblemKinds.Find(code) is { } kind
            ? Results.Ok(kind)
            : throw new ProblemException(ProblemKinds.RouteNotFound, $"'{code}' is no kind of problem."))
        .ExcludeFromDescription();
}
