namespace HyperFace.Synthesis;

/// <summary>The light on a face: one broad lamp and the light of the room.</summary>
/// <param name="Azimuth">Direction of the lamp, degrees; 0 is from the camera, positive from the right of the picture; -80 to 80.</param>
/// <param name="Elevation">Height of the lamp, degrees; -20 to 70.</param>
/// <param name="Strength">Of the lamp against the room, 0.2 to 1.2.</param>
/// <param name="Ambient">Light of the room, 0.2 to 0.7.</param>
/// <param name="Warmth">Colour of the lamp: bluish (-1) to yellowish (1).</param>
public readonly record struct FaceLighting(
    float Azimuth,
    float Elevation,
    float Strength,
    float Ambient,
    float Warmth)
{
    /// <summary>A soft lamp beside and above the camera.</summary>
    public static FaceLighting Studio => new(25f, 30f, 0.75f, 0.42f, 0f);
}
