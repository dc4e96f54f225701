namespace HyperFace.Synthesis;

/// <summary>The nose. Values run from -1 to 1 with 0 average.</summary>
/// <param name="Length">Distance from the root to the tip.</param>
/// <param name="Width">Breadth across the wings.</param>
/// <param name="Bridge">Breadth of the bridge.</param>
/// <param name="Projection">How far the tip stands out.</param>
/// <param name="Profile">Line of the bridge: hollow (-1), straight (0), hooked (1).</param>
/// <param name="Tip">Fullness of the tip: fine (-1) to bulbous (1).</param>
/// <param name="Lift">Tip pointing down (-1) or up (1).</param>
public readonly record struct NoseTraits(
    float Length,
    float Width,
    float Bridge,
    float Projection,
    float Profile,
    float Tip,
    float Lift);
