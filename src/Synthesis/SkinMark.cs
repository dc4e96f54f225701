namespace HyperFace.Synthesis;

/// <summary>A mole on the skin, in face units (1 unit is about 1.8 mm, and 1 pixel of an aligned 112 x 112 image).</summary>
/// <param name="X">Sideways from the middle of the face, positive to the right of the picture; -32 to 32.</param>
/// <param name="Y">Down from the line of the eyes; -30 to 58.</param>
/// <param name="Radius">0.5 to 2.</param>
/// <param name="Darkness">0.3 to 1.</param>
public readonly record struct SkinMark(float X, float Y, float Radius, float Darkness);
