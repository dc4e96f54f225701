namespace HyperFace.Host.Resources;

/// <summary>What became of the faces of one request.</summary>
internal sealed record FacesResource
{
    /// <summary>The faces that are enrolled now.</summary>
    public required IReadOnlyList<EnrolmentResource> Faces { get; init; }

    /// <summary>The faces that were refused, with their reasons.</summary>
    public required IReadOnlyList<RejectionResource> Rejected { get; init; }
}
