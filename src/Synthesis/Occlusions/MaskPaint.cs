using HyperFace.Synthesis.Rendering;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>A pleated cloth over mouth and nose, painted on the face, with straps to the ears.</summary>
internal sealed class MaskPaint
{
    private const float StrapEnd = 48f;

    private readonly FaceLayout _layout;
    private readonly HeadPose _pose;
    private readonly Colour _cloth;
    private readonly Colour _strap;
    private readonly float _top;
    private readonly float _bottom;
    private readonly float _halfWidth;
    private readonly uint _seed;

    public MaskPaint(FaceLayout layout, HeadPose pose, FaceOcclusion occlusion)
    {
        _layout = layout;
        _pose = pose;
        _cloth = OcclusionColour.Of(occlusion);
        _strap = _cloth.Mix(Colour.Screen(228f, 228f, 226f), 0.5f);
        _top = layout.NoseTipY * (0.55f + (0.3f * occlusion.Y));
        _bottom = layout.ChinY - 2f + (4f * occlusion.Size);
        _halfWidth = 30f + (4f * occlusion.Size);
        _seed = occlusion.Seed;
    }

    public void Paint(ref SkinSample sample)
    {
        float side = sample.Side;

        // Highest on the ridge of the nose, lower on the cheeks.
        float top = _top + (4.5f * Step(2f, 16f, side)) + (0.05f * side);
        float inside = MathF.Min(MathF.Min(sample.Y - top, _bottom - sample.Y), _halfWidth - side);
        float cloth = Step(-0.5f, 0.5f, inside);
        if (cloth > 0f)
        {
            Cloth(ref sample, cloth, inside);
        }
        else if (side > _halfWidth - 1f)
        {
            Strap(ref sample, Line(side, sample.Y, _top + 7f, -3f));
            Strap(ref sample, Line(side, sample.Y, _bottom - 14f, 8f));
        }
        else
        {
            sample.Openness *= 1f - (0.25f * Step(-4f, -0.5f, inside));
        }
    }

    private void Cloth(ref SkinSample sample, float cover, float inside)
    {
        float middle = 0.5f * (_top + _bottom);
        float pleats = 0f;
        for (int i = -1; i <= 1; i++)
        {
            float line = middle + (8.5f * i) + (0.004f * sample.X * sample.X * i);
            pleats += Hill(sample.Y - line, 1.6f);
        }

        float weave = 1f + (0.03f * ValueNoise.Rough(_seed, sample.X * 0.8f, sample.Y * 0.8f));
        float hem = Hill(inside - 1.6f, 0.9f);
        sample.Cover(_cloth * (weave * (1f - (0.22f * pleats) - (0.12f * hem))), cover);
        Vector bulge = _pose.ToCamera(new Vector(sample.X / 34f, (sample.Y - _layout.NoseTipY - 4f) / 46f, 0.85f).Normalised());
        sample.Normal = ((sample.Normal * (1f - (0.75f * cover))) + (bulge * (0.75f * cover))).Normalised();
        sample.Gloss *= 1f - cover;
        sample.Openness = Lerp(sample.Openness, 0.96f, cover);
        sample.Glint *= 1f - cover;
    }

    private void Strap(ref SkinSample sample, float distance)
    {
        float cover = Step(1.1f, 0.5f, distance);
        sample.Cover(_strap, cover);
        sample.Gloss *= 1f - cover;
    }

    private float Line(float side, float y, float from, float to) =>
        MathF.Abs(y - Lerp(from, to, Unit((side - _halfWidth) / (StrapEnd - _halfWidth))));
}
