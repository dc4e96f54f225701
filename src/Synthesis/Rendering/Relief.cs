using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>How far each point of the face stands before the bare head, in face units.</summary>
internal sealed class Relief(FaceIdentity identity, FaceLayout layout, FaceExpression expression, BeardPaint beard)
{
    private readonly HeadShape _head = identity.Head;
    private readonly NoseTraits _nose = identity.Nose;
    private readonly float _smile = MathF.Max(expression.Smile, 0f);

    public float At(float x, float y)
    {
        float side = MathF.Abs(x);
        return Brow(side, y) + Eye(side, y) + Nose(x, side, y) + Cheek(side, y) + Mouth(x, side, y)
            + (1.9f * beard.Fullness(x, y));
    }

    private float Brow(float side, float y) =>
        ((1.3f + (1.3f * _head.BrowRidge)) * Hill(side - 14f, y + 9.5f, 17f, 7.5f))
        + (0.8f * _head.BrowRidge * Hill(side, y + 10f, 8f, 7f));

    private float Eye(float side, float y)
    {
        float dx = side - layout.EyeX;
        float depth = 4.3f + (1.5f * identity.Eyes.Depth);
        return (-depth * Hill(dx + 1f, y - 0.5f, 16f, 11.5f))
            + (3.5f * Hill(dx, y - 0.3f, 10.5f, 8.2f))
            - (1.6f * Hill(side - 6.5f, y - 1f, 7f, 8f))
            - (0.5f * identity.Eyes.Shadow * Hill(dx, y - 8f, 9f, 4f));
    }

    private float Nose(float x, float side, float y)
    {
        float tip = layout.NoseTipY;
        const float Root = -5f;
        if (y < Root || y > tip + 9f || side > 20f)
        {
            return 0f;
        }

        float t = Unit((y - Root) / (tip - Root));
        float lift = 1.2f * _nose.Lift;
        float rise = layout.NoseTipZ * ((0.14f * Step(0f, 0.25f, t)) + (0.86f * Lerp(t, t * t, 0.35f)));
        float height = (rise + (1.9f * _nose.Profile * 4f * t * (1f - t))) * (1f - Step(tip + 0.4f - lift, tip + 7f - lift, y));
        float halfWidth = Lerp(6f + (1.7f * _nose.Bridge), 8.6f + (1f * _nose.Tip) + (0.7f * _nose.Width), t * t);
        float across = x / halfWidth;
        float rest = MathF.Max(0f, 1f - (across * across));
        float ball = 6.2f + (1.4f * _nose.Tip);
        float wing = Hill(side - layout.NoseWing, y - (tip + 1.6f), 4.9f, 5.2f);
        return (height * rest * rest)
            + ((2.1f + (1f * _nose.Tip)) * Hill(x, y - (tip + 0.2f - lift), ball, ball * 0.95f))
            + (4.2f * wing)
            - (1.1f * Hill(side - (layout.NoseWing + 5f), y - (tip + 1f), 4f, 6f));
    }

    private float Cheek(float side, float y)
    {
        float raised = y + (2.5f * _smile);
        return ((1.6f + (1.5f * _head.Cheekbones)) * Hill(side - 25f, y - 11f, 15f, 11f))
            + (((2.4f * _head.Cheeks) - 0.4f) * Hill(side - 23f, raised - 30f, 15f, 19f))
            + (3f * _smile * Hill(side - 21.5f, raised - 19f, 12f, 11f));
    }

    private float Mouth(float x, float side, float y)
    {
        float drop = layout.JawDrop;
        float mouthY = layout.MouthY;
        MouthShape mouth = layout.Mouth;
        float chin = layout.ChinY;
        float sum = ((2.4f + (2.4f * _head.ChinProjection)) * Hill(side, y - (chin - 6f), 15f + (3f * _head.Chin), 9.5f))
            + (1.6f * Hill(side, y - (mouthY + 1f), 22f, 16f))
            - (1.9f * Hill(side, y - (mouthY + 11f + (0.9f * drop)), 13f, 5f))
            - (0.7f * Hill(side, y - (layout.NoseTipY + 11f), 2.6f, 7f))
            - (1.3f * Hill(side - (mouth.HalfWidth + 1.2f), y - mouth.CornerY, 4.5f, 5f));
        if (side >= mouth.HalfWidth)
        {
            return sum;
        }

        float top = mouth.Top(x);
        float bottom = mouth.Bottom(x);
        if (y < top - 1f || y > bottom + 1f)
        {
            return sum;
        }

        float upper = mouth.UpperEdge(x);
        float lower = mouth.LowerEdge(x);
        float taper = 1f - (mouth.Along(x) * mouth.Along(x));
        float middle = y < upper ? Hill(y - Lerp(top, upper, 0.62f), MathF.Max(upper - top, 1f))
            : y > lower ? Hill(y - Lerp(lower, bottom, 0.45f), MathF.Max(bottom - lower, 1f) * 0.9f)
            : -0.4f;
        return sum + (2f * taper * middle);
    }
}
