using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The outlines of the lips: heights as functions of the distance from the middle, in face units.</summary>
internal sealed class MouthShape
{
    private readonly float _y;
    private readonly float _lift;
    private readonly float _upper;
    private readonly float _lower;
    private readonly float _bow;

    public MouthShape(MouthTraits traits, FaceExpression expression, float y)
    {
        float smile = expression.Smile;
        float broad = MathF.Max(smile, 0f);
        HalfWidth = (14.2f + (1.9f * traits.Width)) * (1f + (0.11f * smile)) * (1f - (0.1f * expression.MouthOpen * (1f - broad)));
        Gap = 7f * expression.MouthOpen;
        _y = y - (0.5f * broad);
        _lift = 1.3f + (1.2f * traits.Corners) + (3f * smile);
        _upper = (3.9f + (1.6f * traits.UpperLip)) * (1f - (0.22f * broad));
        _lower = (5f + (1.8f * traits.LowerLip)) * (1f - (0.16f * broad));
        _bow = 0.3f + (0.22f * traits.Bow);
    }

    public float HalfWidth { get; }

    /// <summary>Height of the opening in the middle.</summary>
    public float Gap { get; }

    public float CornerY => _y - _lift;

    /// <summary>The lower edge of the upper lip.</summary>
    public float UpperEdge(float x)
    {
        float t = Along(x);
        return _y - (_lift * t * t) + (0.55f * Hill(x, 4f)) - (0.15f * Gap * (1f - (t * t)));
    }

    /// <summary>The upper edge of the lower lip; the same as the upper lip's edge when the mouth is closed.</summary>
    public float LowerEdge(float x)
    {
        float t = Along(x);
        return UpperEdge(x) + (Gap * Arch(t, 0.6f));
    }

    public float Top(float x)
    {
        float t = Along(x);
        float notch = _bow * Hill(x, 3.1f);
        float peaks = 0.14f * Hill(MathF.Abs(x) - 3.4f, 4f);
        return UpperEdge(x) - (_upper * (Arch(t, 0.15f) + peaks - notch));
    }

    public float Bottom(float x) => LowerEdge(x) + (_lower * Arch(Along(x), 0.62f));

    public float Along(float x) => MathF.Min(MathF.Abs(x) / HalfWidth, 1f);

    // A parabola (0) to a half ellipse (1).
    private static float Arch(float t, float round)
    {
        float parabola = 1f - (t * t);
        return Lerp(parabola, MathF.Sqrt(parabola), round);
    }
}
