using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Galleries;

/// <summary>Embeddings made elsewhere.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EmbeddingsBody
{
    /// <summary>The name of the model that makes them; only embeddings of one name are comparable.</summary>
    public required string Model { get; init; }

    /// <summary>Their length, 2 to 4096.</summary>
    public required int Dimension { get; init; }
}
