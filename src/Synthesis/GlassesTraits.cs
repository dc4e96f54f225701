namespace HyperFace.Synthesis;

/// <summary>Glasses, which the subject wears in every image.</summary>
/// <param name="Shape">Shape of the rims.</param>
/// <param name="Size">Small (-1) to large (1).</param>
/// <param name="Rim">Thickness of the rim: wire (0) to heavy (1).</param>
/// <param name="Darkness">Colour of the rim: light metal (0) to black (1).</param>
/// <param name="Tint">Hue of the rim: blue (-1), neutral (0), red-brown (1).</param>
public readonly record struct GlassesTraits(GlassesShape Shape, float Size, float Rim, float Darkness, float Tint);
