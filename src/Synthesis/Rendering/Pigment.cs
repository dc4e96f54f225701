using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>Colours of skin, hair, eyes and frames from their traits.</summary>
internal static class Pigment
{
    private static readonly Colour[] SkinTones =
    [
        Colour.Screen(241f, 207f, 188f),
        Colour.Screen(228f, 184f, 156f),
        Colour.Screen(203f, 150f, 115f),
        Colour.Screen(150f, 101f, 72f),
        Colour.Screen(97f, 65f, 49f),
    ];

    private static readonly Colour[] HairTones =
    [
        Colour.Screen(226f, 198f, 146f),
        Colour.Screen(184f, 140f, 88f),
        Colour.Screen(118f, 80f, 50f),
        Colour.Screen(66f, 46f, 35f),
        Colour.Screen(31f, 26f, 25f),
    ];

    public static Colour Skin(SkinTraits skin)
    {
        Colour tone = Ramp(SkinTones, skin.Melanin);
        float gold = skin.Undertone;
        return new Colour(tone.R * (1f - (0.02f * gold)), tone.G * (1f + (0.025f * gold)), tone.B * (1f - (0.12f * gold)));
    }

    public static Colour Hair(HairTraits hair)
    {
        Colour tone = Ramp(HairTones, hair.Melanin);
        var ginger = Colour.Screen(186f - (70f * hair.Melanin), 92f - (38f * hair.Melanin), 44f - (18f * hair.Melanin));
        return tone.Mix(ginger, 0.85f * hair.Red).Mix(Colour.Screen(200f, 198f, 195f), hair.Grey * (0.95f - (0.2f * hair.Melanin)));
    }

    public static Colour Lip(SkinTraits skin, MouthTraits mouth)
    {
        Colour tone = Skin(skin);
        float redness = 0.5f + (0.28f * mouth.Colour);
        var lip = new Colour(tone.R * 0.86f, tone.G * (0.58f - (0.16f * redness)), tone.B * (0.66f - (0.16f * redness)));
        return tone.Mix(lip, 0.55f + (0.45f * redness));
    }

    public static Colour Iris(EyeTraits eyes)
    {
        var grey = Colour.Screen(126f, 144f, 150f);
        Colour light = eyes.IrisHue < 0f
            ? grey.Mix(Colour.Screen(84f, 138f, 190f), -eyes.IrisHue)
            : grey.Mix(Colour.Screen(112f, 144f, 84f), eyes.IrisHue);
        Colour hazel = Colour.Screen(142f, 98f, 52f);
        float melanin = eyes.IrisMelanin;
        return melanin < 0.5f
            ? light.Mix(hazel, Step(0.2f, 0.5f, melanin))
            : hazel.Mix(Colour.Screen(66f, 40f, 26f), Unit((melanin - 0.5f) * 2f));
    }

    public static Colour Frame(GlassesTraits glasses)
    {
        float tint = glasses.Tint;
        var metal = Colour.Screen(188f + (18f * tint), 180f - (8f * MathF.Abs(tint)), 168f - (44f * tint));
        var dark = Colour.Screen(34f + (62f * MathF.Max(tint, 0f)), 30f + (8f * tint), 34f + (62f * MathF.Max(-tint, 0f)));
        return metal.Mix(dark, Step(0.15f, 0.75f, glasses.Darkness));
    }

    private static Colour Ramp(Colour[] tones, float position)
    {
        float along = Unit(position) * (tones.Length - 1);
        int first = Math.Min((int)along, tones.Length - 2);
        return tones[first].Mix(tones[first + 1], along - first);
    }
}
