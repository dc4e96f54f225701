namespace HyperFace.Synthesis;

/// <summary>The hair of the face.</summary>
/// <param name="Style">Where it grows.</param>
/// <param name="Density">Thin (0) to dense (1).</param>
/// <param name="Extent">How far the style reaches: narrow (-1) to wide (1).</param>
public readonly record struct BeardTraits(BeardStyle Style, float Density, float Extent);
