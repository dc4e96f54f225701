using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>Where a face is, in pixels of the upright photo; it may reach beyond the border.</summary>
internal sealed record BoxResource
{
    /// <summary>Its left edge.</summary>
    public required float Left { get; init; }

    /// <summary>Its upper edge.</summary>
    public required float Top { get; init; }

    /// <summary>Its width.</summary>
    public required float Width { get; init; }

    /// <summary>Its height.</summary>
    public required float Height { get; init; }

    /// <summary>The resource for a box.</summary>
    public static BoxResource From(FaceBox box) => new() { Left = box.Left, Top = box.Top, Width = box.Width, Height = box.Height };
}
