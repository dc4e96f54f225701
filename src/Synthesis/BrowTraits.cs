namespace HyperFace.Synthesis;

/// <summary>The eyebrows. Values run from -1 to 1 with 0 average.</summary>
/// <param name="Height">Distance above the eyes.</param>
/// <param name="Thickness">Thin to bushy.</param>
/// <param name="Length">Short to long.</param>
/// <param name="Arch">Straight to arched.</param>
/// <param name="Tilt">Outer ends low (-1) or high (1).</param>
/// <param name="Gap">Distance between the two brows.</param>
/// <param name="Darkness">Against the colour of the hair: lighter (-1) or darker (1).</param>
public readonly record struct BrowTraits(
    float Height,
    float Thickness,
    float Length,
    float Arch,
    float Tilt,
    float Gap,
    float Darkness);
