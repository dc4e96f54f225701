using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The lamp and the light of the room, on skin and on hair.</summary>
internal sealed class StudioLight
{
    private readonly Colour _lamp;
    private readonly Colour _room;
    private readonly Vector _half;

    public StudioLight(FaceLighting lighting, float exposure)
    {
        float azimuth = Radians(lighting.Azimuth);
        float elevation = Radians(lighting.Elevation);
        Direction = new Vector(
            Sin(azimuth) * Cos(elevation),
            -Sin(elevation),
            Cos(azimuth) * Cos(elevation)).Normalised();
        _half = (Direction + new Vector(0f, 0f, 1f)).Normalised();

        // A camera evens out most of a change of light, and the exposure trait is what is left.
        float light = lighting.Ambient + (0.62f * lighting.Strength);
        Gain = exposure / Lerp(0.94f, light, 0.72f);
        float warmth = lighting.Warmth;
        _lamp = new Colour(1f + (0.1f * warmth), 1f, 1f - (0.16f * warmth)) * (lighting.Strength * 1.04f * Gain);
        _room = new Colour(1f - (0.02f * warmth), 1f, 1.02f + (0.03f * warmth)) * (lighting.Ambient * Gain);
    }

    /// <summary>To the lamp, in camera space.</summary>
    public Vector Direction { get; }

    /// <summary>Factor on all light.</summary>
    public float Gain { get; }

    /// <summary>
    /// Light leaving the skin. The lamp wraps around the terminator, red furthest, as light does that has travelled
    /// beneath the skin.
    /// </summary>
    public Colour OnSkin(Vector normal, float shadow, float openness, Colour albedo, float gloss)
    {
        float facing = Vector.Dot(normal, Direction);
        var lit = new Colour(
            Wrap(facing, 0.34f) * (1f - (0.72f * shadow)),
            Wrap(facing, 0.2f) * (1f - (0.82f * shadow)),
            Wrap(facing, 0.16f) * (1f - (0.84f * shadow)));
        Colour light = (_lamp * lit) + Room(normal, openness);
        float sheen = Sheen(normal, 4) * gloss * (1f - shadow);
        return (albedo * light * (0.55f + (0.45f * openness))) + (_lamp * sheen);
    }

    /// <summary>Light leaving hair: bright across the strands (after Kajiya and Kay 1989).</summary>
    public Colour OnHair(Vector normal, Vector strand, float shadow, float openness, Colour albedo, float gloss)
    {
        float facing = Wrap(Vector.Dot(normal, Direction), 0.3f) * (1f - (0.75f * shadow));
        float along = Vector.Dot(strand, _half);
        float across = 1f - (along * along);
        float shine = across * across;
        shine *= shine;
        shine *= shine;
        Colour light = (_lamp * facing) + Room(normal, openness);
        return (albedo * light) + ((albedo.Mix(new Colour(0.5f, 0.5f, 0.5f), 0.35f)) * _lamp * (shine * gloss * facing));
    }

    /// <summary>The lamp's mirror image on a smooth surface; the sharper, the more doublings.</summary>
    public float Sheen(Vector normal, int doublings)
    {
        float shine = MathF.Max(0f, Vector.Dot(normal, _half));
        for (int i = 0; i < doublings; i++)
        {
            shine *= shine;
        }

        return shine;
    }

    public Colour Room(Vector normal, float openness) =>
        _room * ((0.72f - (0.18f * normal.Y) + (0.18f * normal.Z)) * openness);

    /// <summary>Light on a matt wall that faces the camera.</summary>
    public Colour OnWall(Colour albedo) => albedo * ((_lamp * 0.55f) + (_room * 0.95f));

    private static float Wrap(float facing, float by) => Unit((facing + by) / (1f + by));
}
