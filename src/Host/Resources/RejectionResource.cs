namespace HyperFace.Host.Resources;

/// <summary>A face that was not enrolled.</summary>
internal sealed record RejectionResource
{
    /// <summary>Which one: the name of the file sent; null when it had none.</summary>
    public string? Source { get; init; }

    /// <summary>Why.</summary>
    public required IReadOnlyList<ReasonResource> Reasons { get; init; }
}
