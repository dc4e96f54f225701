namespace HyperFace.Host.Resources;

/// <summary>Jobs, newest first.</summary>
internal sealed record JobListResource
{
    /// <summary>The jobs.</summary>
    public required IReadOnlyList<JobResource> Jobs { get; init; }
}
