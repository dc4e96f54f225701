namespace HyperFace.Synthesis;

/// <summary>Colour and texture of the skin.</summary>
/// <param name="Melanin">0 (very light) to 1 (very dark).</param>
/// <param name="Undertone">-1 (rosy) to 1 (golden).</param>
/// <param name="Flush">Redness of cheeks and nose, 0 to 1.</param>
/// <param name="Freckles">Density of freckles, 0 (none) to 1.</param>
/// <param name="Age">Depth of folds and lines, 0 (smooth) to 1.</param>
/// <param name="TextureSeed">Places the freckles and the fine mottling.</param>
public readonly record struct SkinTraits(
    float Melanin,
    float Undertone,
    float Flush,
    float Freckles,
    float Age,
    uint TextureSeed);
