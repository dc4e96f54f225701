namespace HyperFace.Synthesis;

/// <summary>The proportions of a head. Each value runs from -1 to 1; 0 is the average head.</summary>
/// <param name="Width">Breadth of the whole head.</param>
/// <param name="Length">Height of the face from brow to chin.</param>
/// <param name="Forehead">Breadth of the forehead against the cheekbones.</param>
/// <param name="Cheekbones">How far the cheekbones stand out.</param>
/// <param name="Cheeks">Fullness of the cheeks: hollow (-1) to round (1).</param>
/// <param name="Jaw">Breadth of the jaw at the corners of the mouth.</param>
/// <param name="Chin">Breadth of the chin: pointed (-1) to square (1).</param>
/// <param name="ChinProjection">How far the chin stands forward.</param>
/// <param name="BrowRidge">How strongly the ridge over the eyes stands out.</param>
/// <param name="EarSize">Size of the ears.</param>
/// <param name="EarAngle">How far the ears stand off the head.</param>
public readonly record struct HeadShape(
    float Width,
    float Length,
    float Forehead,
    float Cheekbones,
    float Cheeks,
    float Jaw,
    float Chin,
    float ChinProjection,
    float BrowRidge,
    float EarSize,
    float EarAngle);
