namespace HyperFace.Synthesis;

/// <summary>What a face is doing at the moment of the picture.</summary>
/// <param name="Smile">-0.4 (sad) to 1 (broad smile); 0 at rest.</param>
/// <param name="MouthOpen">0 (closed) to 1 (speaking).</param>
/// <param name="EyesOpen">0.5 (narrowed) to 1.15 (wide); 1 at rest.</param>
/// <param name="BrowRaise">-1 (frowning) to 1 (raised); 0 at rest.</param>
/// <param name="GazeX">Sideways look, -1 to 1; 0 is into the camera.</param>
public readonly record struct FaceExpression(
    float Smile,
    float MouthOpen,
    float EyesOpen,
    float BrowRaise,
    float GazeX)
{
    /// <summary>A face at rest, looking into the camera.</summary>
    public static FaceExpression AtRest => new(0f, 0f, 1f, 0f, 0f);
}
