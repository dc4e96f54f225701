using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>What of the nose is colour rather than shape: the nostrils and the crease around each wing.</summary>
internal sealed class NosePaint(FaceIdentity identity, FaceLayout layout)
{
    private readonly NoseTraits _nose = identity.Nose;
    private readonly Colour _dark = Pigment.Skin(identity.Skin) * new Colour(0.2f, 0.11f, 0.09f);

    public void Paint(ref SkinSample sample)
    {
        float tip = layout.NoseTipY;
        float side = sample.Side;
        if (side > 15f || sample.Y < tip - 8f || sample.Y > tip + 9f)
        {
            return;
        }

        float at = (0.58f * layout.NoseWing) + 0.2f;
        float dx = side - at;
        float dy = sample.Y - (tip + 4.6f - (0.8f * _nose.Lift)) - (0.22f * dx);
        float hole = Step(1.35f, 0.5f, MathF.Sqrt(Square(dx / (1.75f + (0.35f * _nose.Width))) + Square(dy / (0.85f + (0.3f * _nose.Lift)))));
        sample.Cover(_dark, hole * (0.66f + (0.2f * _nose.Lift)));
        sample.Gloss *= 1f - hole;
        float around = MathF.Sqrt(Square((side - layout.NoseWing) / 4.4f) + Square((sample.Y - (tip + 1.2f)) / 4.6f));
        float outer = Step(-0.5f, 1.5f, side - layout.NoseWing);
        float crease = Hill(around - 1f, 0.3f) * outer;
        sample.Albedo *= new Colour(1f - (0.2f * crease), 1f - (0.27f * crease), 1f - (0.27f * crease));
    }

    private static float Square(float x) => x * x;
}
