using HyperFace.Host.Resources;

namespace HyperFace.Host.Http.Models;

/// <summary>The face models of a server.</summary>
internal sealed record ModelListResource
{
    /// <summary>The models.</summary>
    public required IReadOnlyList<ModelResource> Models { get; init; }
}
