namespace HyperFace.Synthesis;

/// <summary>The mouth. Values run from -1 to 1 with 0 average.</summary>
/// <param name="Width">Distance between the corners.</param>
/// <param name="UpperLip">Fullness of the upper lip.</param>
/// <param name="LowerLip">Fullness of the lower lip.</param>
/// <param name="Bow">Depth of the notch in the upper lip.</param>
/// <param name="Height">Position between nose and chin: high (-1) or low (1).</param>
/// <param name="Corners">Corners at rest: turned down (-1) or up (1).</param>
/// <param name="Colour">Redness of the lips against the skin.</param>
public readonly record struct MouthTraits(
    float Width,
    float UpperLip,
    float LowerLip,
    float Bow,
    float Height,
    float Corners,
    float Colour);
