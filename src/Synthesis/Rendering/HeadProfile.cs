namespace HyperFace.Synthesis.Rendering;

/// <summary>The bare head without features: its half width and the depth of its front at each height.</summary>
internal sealed class HeadProfile
{
    /// <summary>The vertical axis of the head lies this far behind the plane of the face.</summary>
    public const float AxisZ = -48f;

    /// <summary>From the axis to the back of the head.</summary>
    public const float BackDepth = 50f;

    public const float CrownY = -62f;

    private readonly Curve _width;
    private readonly Curve _depth;

    public HeadProfile(HeadShape head, FaceLayout layout)
    {
        float chin = layout.ChinY;
        float jaw = layout.MouthY + (0.5f * layout.JawDrop);
        Width = 38f + (2.7f * head.Width);
        _width = new Curve(
            [CrownY, -49f, -35f, -15f, 4f, 16f, 29f, jaw + 2f, chin - 9f, chin - 3f, chin],
            [
                0f,
                Width * (0.785f + (0.045f * head.Forehead)),
                Width * (0.912f + (0.058f * head.Forehead)),
                Width * (0.985f + (0.03f * head.Forehead)),
                Width * (0.975f + (0.04f * head.Cheekbones)),
                Width * (0.945f + (0.04f * head.Cheekbones) + (0.015f * head.Cheeks)),
                Width * (0.865f + (0.035f * head.Cheeks) + (0.05f * head.Jaw)),
                Width * (0.745f + (0.03f * head.Cheeks) + (0.085f * head.Jaw)),
                Width * (0.525f + (0.065f * head.Jaw) + (0.085f * head.Chin)),
                Width * (0.33f + (0.025f * head.Jaw) + (0.07f * head.Chin)),
                0f,
            ]);
        _depth = new Curve(
            [CrownY, -50f, -37f, -23f, -10f, 0f, 14f, 28f, 36f, 46f, chin - 9f, chin - 4f, chin - 1.2f, chin],
            [0f, 30f, 41f, 46.5f, 48f, 46.8f, 46.2f, 47f, 48f, 47.5f, 46f, 44.5f, 36f, 8f]);
        ChinY = chin;
    }

    /// <summary>Half the breadth at the temples.</summary>
    public float Width { get; }

    public float ChinY { get; }

    public float HalfWidth(float y) => _width.At(y);

    public float Depth(float y) => _depth.At(y);

    /// <summary>A point of the cross-section at a height; the front is flatter than an ellipse.</summary>
    public static Vector Section(float halfWidth, float depth, float flatness, float sin, float cos, float y)
    {
        float forward = cos > 0f
            ? depth * Approximation.Lerp(cos, MathF.Sqrt(cos * MathF.Sqrt(1f + (sin * sin))), flatness)
            : MathF.Min(BackDepth, depth + 4f) * cos;
        return new Vector(halfWidth * sin, y, AxisZ + forward);
    }

    public static float Flatness(float y) => 0.55f - (0.3f * Approximation.Step(20f, 52f, y));
}
