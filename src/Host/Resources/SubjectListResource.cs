namespace HyperFace.Host.Resources;

/// <summary>A page of subjects.</summary>
internal sealed record SubjectListResource
{
    /// <summary>The subjects, in ordinal order of their ids.</summary>
    public required IReadOnlyList<SubjectResource> Subjects { get; init; }

    /// <summary>Asks for the next page; null on the last one.</summary>
    public string? NextToken { get; init; }
}
