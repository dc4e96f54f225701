using HyperFace.Synthesis.Rendering;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>A strand of the person's own hair that has fallen across forehead, eye and cheek.</summary>
internal sealed class StrandForeground : Foreground
{
    private readonly StudioLight _light;
    private readonly Colour _hair;
    private readonly float _fromX;
    private readonly float _toX;
    private readonly float _end;
    private readonly float _bow;
    private readonly float _halfWidth;
    private readonly uint _seed;

    public StrandForeground(FaceIdentity identity, FaceOcclusion occlusion, StudioLight light)
    {
        _light = light;
        _hair = Pigment.Hair(identity.Hair);
        _fromX = 56f + (12f * occlusion.X);
        _toX = 56f + (32f * occlusion.X);
        _end = 70f + (26f * occlusion.Y);
        _bow = 10f * occlusion.Angle / 90f;
        _halfWidth = 3.5f + (4.5f * occlusion.Size);
        _seed = occlusion.Seed;
    }

    public override Colour Over(float x, float y, Colour behind)
    {
        float t = y / _end;
        if (t >= 1f)
        {
            return behind;
        }

        float middle = Lerp(_fromX, _toX, t * t) + (_bow * 4f * t * (1f - t));
        float width = _halfWidth * (1f - (0.75f * t * t * t));
        float side = (x - middle) / width;
        if (MathF.Abs(side) >= 1.25f)
        {
            return behind;
        }

        // Single hairs: noise that is long along the strand and short across it; the edge and the end are frayed.
        float hairs = ValueNoise.At(_seed, side * 6.5f, y * 0.045f) + (0.5f * ValueNoise.At(_seed + 9u, side * 15f, y * 0.07f));
        float cover = Step(1.2f, 0.55f, MathF.Abs(side) + (0.32f * hairs)) * Step(1f, 0.82f, t + (0.08f * hairs));
        float slope = ((2f * t * (_toX - _fromX)) + (_bow * 4f * (1f - (2f * t)))) / _end;
        Vector along = new Vector(slope, 1f, 0.1f).Normalised();
        Vector normal = new Vector(0.7f * side, 0f, 1f).Normalised();
        Colour hair = _light.OnHair(normal, along, 0f, 0.85f, _hair * (1f + (0.3f * hairs)), 0.3f);
        return behind.Mix(hair, cover);
    }
}
