using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The hair of the head as light leaves it, and the tinge it gives to the skin from which it grows.</summary>
internal sealed class HairPaint(FaceIdentity identity, HairShape shape, StudioLight light)
{
    private readonly HairTraits _hair = identity.Hair;
    private readonly Colour _tone = Pigment.Hair(identity.Hair);
    private readonly Colour _scalp = Pigment.Skin(identity.Skin);

    /// <summary>Share of the surface that hair covers at a place, 0 to 1.</summary>
    public float Cover(float angle, float y)
    {
        float inside = shape.Inside(angle, y);
        if (inside < -4f)
        {
            return 0f;
        }

        (float ragged, float soft) = _hair.Style switch
        {
            HairStyle.Cropped => (0.9f, 2.1f),
            HairStyle.Swept => (1.3f, 1.3f),
            HairStyle.Curls => (2.6f, 0.8f),
            HairStyle.Fringe => (2.2f, 0.8f),
            HairStyle.TiedBack => (0.7f, 1.5f),
            _ => (0.8f, 0.9f),
        };
        float strand = shape.Strand(angle, y);
        float noise = _hair.Style == HairStyle.Curls
            ? ValueNoise.Rough(_hair.StrandSeed, strand * 0.22f, y * 0.22f)
            : ValueNoise.Rough(_hair.StrandSeed, strand * 0.42f, y * 0.05f);
        return Step(-soft, soft, inside + (ragged * noise) - (0.4f * soft));
    }

    /// <summary>The same for the far side; the nape of short hair is left out, because there the neck hides it.</summary>
    public float CoverBehind(float angle, float y) =>
        Cover(angle, y) * (shape.IsLong ? Step(-1f, 1f, shape.Bottom - 1.5f - y) : Step(3f, -1f, y));

    public Colour Shade(in Surfel surfel, bool inside)
    {
        float y = surfel.PaintY;
        float strand = shape.Strand(surfel.Angle, y);
        float coarse;
        float fine;
        if (_hair.Style == HairStyle.Cropped)
        {
            coarse = ValueNoise.At(_hair.StrandSeed + 7u, strand * 0.5f, y * 0.4f);
            fine = ValueNoise.At(_hair.StrandSeed + 8u, strand * 1.5f, y * 0.9f);
        }
        else
        {
            float stretch = _hair.Style == HairStyle.Curls ? 0.24f : 0.05f;
            coarse = ValueNoise.At(_hair.StrandSeed + 7u, strand * 0.33f, y * stretch);
            fine = ValueNoise.At(_hair.StrandSeed + 8u, strand * 1.15f, y * stretch * 1.4f);
        }

        fine *= Lerp(0.15f, 1f, shape.Spread(y));
        Colour albedo = _tone * (0.9f + (0.24f * coarse) + (0.2f * fine));
        if (inside)
        {
            return light.OnHair(new Vector(0f, 0f, 1f), new Vector(0f, 1f, 0f), 0.8f, 0.45f, albedo * 0.7f, 0f);
        }

        float parting = shape.Parting(surfel.Angle, y);
        albedo = albedo.Mix(_scalp, 0.3f * parting * Hill(parting - 1f, 0.6f)) * (1f - (0.3f * parting));
        Vector normal = surfel.Normal.Normalised();
        normal = (normal + new Vector((0.26f * coarse) + (0.22f * fine), 0f, 0f)).Normalised();
        var down = new Vector(0f, 1f, 0.12f * coarse);
        Vector along = (down - (normal * Vector.Dot(down, normal))).Normalised();
        float edge = Step(0f, 6f, shape.Inside(surfel.Angle, y));
        float openness = Lerp(0.72f, 1f, edge) - (0.12f * surfel.Cavity);
        float gloss = _hair.Style is HairStyle.Cropped or HairStyle.Curls ? 0.12f : 0.34f;
        return light.OnHair(normal, along, surfel.Shadow, openness, albedo, gloss * (1f + (0.7f * fine)));
    }

    /// <summary>Roots shine through the skin, so that a hairline is never a cut.</summary>
    public void TintScalp(ref SkinSample sample, float angle)
    {
        if (!shape.Exists)
        {
            return;
        }

        float roots = Step(-3.2f, 2.2f, shape.Inside(angle, sample.Y));
        float density = _hair.Style == HairStyle.Cropped ? 0.75f : 0.5f;
        sample.Cover(_tone * 0.8f, roots * density);
        sample.Gloss *= 1f - (0.7f * roots);
    }
}
