namespace HyperFace.Synthesis;

/// <summary>Something before a part of the face, for one picture. The default is nothing.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="X">Where it is sideways: left of the picture (-1) to right (1). A mask and glasses stay where they are worn.</param>
/// <param name="Y">Where it is in height: at the brow (-1) to at the chin (1). Glasses stay; a mask slips from the root of the nose (-1) to its tip (1).</param>
/// <param name="Size">Small (0) to large (1).</param>
/// <param name="Angle">Turn in the plane of the picture, degrees, clockwise; -90 to 90.</param>
/// <param name="Tone">Dark (0) to light (1), for what has a colour of its own.</param>
/// <param name="Seed">Chooses the hue and the pattern.</param>
public readonly record struct FaceOcclusion(
    OcclusionKind Kind,
    float X,
    float Y,
    float Size,
    float Angle,
    float Tone,
    uint Seed);
