namespace HyperFace.Host.Resources;

/// <summary>Why something could not be done.</summary>
internal sealed record ErrorResource
{
    /// <summary>The reason's stable name.</summary>
    public required string Code { get; init; }

    /// <summary>The same in words.</summary>
    public required string Message { get; init; }
}
