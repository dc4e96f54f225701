using HyperFace.Host.Resources;

namespace HyperFace.Host.Http.Jobs;

/// <summary>A page of an enrolment's outcomes.</summary>
internal sealed record RowListResource
{
    /// <summary>The outcomes, in the order of the rows.</summary>
    public required IReadOnlyList<RowResource> Items { get; init; }

    /// <summary>Asks for the next page; null on the last one so far.</summary>
    public string? NextToken { get; init; }
}
