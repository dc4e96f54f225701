using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Folds and lines of age and expression, and the hollows that room light does not reach.</summary>
internal sealed class FoldPaint(FaceIdentity identity, FaceLayout layout, FaceExpression expression)
{
    private readonly float _age = identity.Skin.Age;
    private readonly float _smile = MathF.Max(expression.Smile, 0f);
    private readonly float _frown = MathF.Max(-expression.BrowRaise, 0f);
    private readonly float _raise = MathF.Max(expression.BrowRaise, 0f);

    public void Paint(ref SkinSample sample)
    {
        float side = sample.Side;
        float y = sample.Y;
        float dark = Laugh(side, y) + Forehead(sample.X, side, y) + BesideEye(side, y) + BelowEye(side, y) + Frown(side, y);
        sample.Albedo *= new Colour(1f - (0.55f * dark), 1f - (0.72f * dark), 1f - (0.74f * dark));
        float tired = identity.Eyes.Shadow * Hill(side - (layout.EyeX - 1.5f), y - 6f, 10f, 5.5f);
        sample.Albedo *= new Colour(1f - (0.42f * tired), 1f - (0.48f * tired), 1f - (0.36f * tired));
        float tip = layout.NoseTipY;
        sample.Openness *= 1f
            - (0.2f * Hill(side, y - (tip + 6.5f), layout.NoseWing + 6f, 4.5f))
            - (0.16f * Hill(side - (layout.NoseWing + 4.5f), y - (tip + 1f), 3.5f, 7f))
            - (0.26f * Hill(side - 8.5f, y + 1.5f, 6f, 8f))
            - (0.2f * Hill(side, y - (layout.Mouth.Bottom(0f) + 2.4f), 11f, 4.2f));
    }

    // From the wing of the nose around the corner of the mouth.
    private float Laugh(float side, float y)
    {
        float top = layout.NoseTipY - 0.5f;
        float bottom = layout.Mouth.CornerY + 4f;
        float t = (y - top) / (bottom - top);
        if (t is < -0.15f or > 1.15f)
        {
            return 0f;
        }

        float at = Lerp(layout.NoseWing + 4.6f, layout.Mouth.HalfWidth + 4.6f, Unit(t)) + (1.2f * _smile * 4f * t * (1f - t));
        float ends = Step(-0.15f, 0.2f, t) * Step(1.15f, 0.7f, t);
        float depth = 0.05f + (0.26f * _age) + (0.17f * _smile);
        return depth * ends * (Hill(side - at, 1.9f) + (0.35f * Hill(side - at + 1.5f, 4f)));
    }

    private float Forehead(float x, float side, float y)
    {
        float depth = (0.3f * Step(0.2f, 0.9f, _age)) + (0.16f * _raise);
        if (depth <= 0f || y > -17f || y < -36f)
        {
            return 0f;
        }

        float bent = y + (0.0035f * x * x) + (0.7f * Sin((x * 0.16f) + _age));
        float nearest = MathF.Abs(bent - (-20.5f - (4.6f * MathF.Floor((-18.2f - bent) / 4.6f))));
        return depth * Hill(nearest, 1.3f) * Hill(side, 27f) * Step(-36f, -31f, y);
    }

    private float BesideEye(float side, float y)
    {
        float depth = (0.28f * Step(0.15f, 0.8f, _age)) + (0.12f * _smile);
        float out1 = side - (layout.EyeX + 9f);
        if (depth <= 0.02f || out1 < 0f || out1 > 9f)
        {
            return 0f;
        }

        float rays = Hill(y + 0.5f + (0.38f * out1), 0.9f) + Hill(y - 1.2f, 0.9f) + Hill(y - 2.8f - (0.4f * out1), 0.9f);
        return depth * rays * Step(0f, 2f, out1) * Step(9f, 4f, out1);
    }

    private float BelowEye(float side, float y)
    {
        float dx = (side - (layout.EyeX - 1f)) / 9f;
        float arc = 6.6f - (2.4f * dx * dx);
        float depth = 0.05f + (0.2f * _age) + (0.08f * _smile);
        return depth * Hill(y - arc, 1.5f) * Hill(dx, 1.1f);
    }

    private float Frown(float side, float y) =>
        ((0.22f * _frown) + (0.14f * Step(0.5f, 1f, _age))) * Hill(side - 3.1f, y + 10.5f, 1.2f, 6f);
}
