namespace HyperFace.Synthesis;

/// <summary>The eyes. Values run from -1 to 1 with 0 average unless said otherwise.</summary>
/// <param name="Spacing">Distance between the eyes.</param>
/// <param name="Size">Width of the eye opening.</param>
/// <param name="Openness">Height of the opening against its width.</param>
/// <param name="Tilt">Outer corners low (-1) or high (1).</param>
/// <param name="Depth">How deep the eyes lie under the brow.</param>
/// <param name="LidFold">Height of the fold above the upper lid: none (-1) to high (1).</param>
/// <param name="IrisMelanin">0 (light: blue, grey, green) to 1 (dark brown).</param>
/// <param name="IrisHue">Among light irises: blue (-1) to green (1).</param>
/// <param name="Shadow">Darkness beneath the eyes, 0 to 1.</param>
public readonly record struct EyeTraits(
    float Spacing,
    float Size,
    float Openness,
    float Tilt,
    float Depth,
    float LidFold,
    float IrisMelanin,
    float IrisHue,
    float Shadow);
