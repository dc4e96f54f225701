using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Identities;

/// <summary>
/// Draws the traits of a person. Traits are independent, except where a pairing would look wrong: dark skin brings
/// dark hair and eyes, age brings grey hair, and beards do not go with every head.
/// </summary>
internal static class IdentityDraw
{
    public static FaceIdentity Draw(ulong seed)
    {
        var random = new SplitMix64(seed ^ 0x1DE7_717A_0000_0001);
        HeadShape head = DrawHead(ref random);
        SkinTraits skin = DrawSkin(ref random);
        bool bearded = random.Chance(0.38f);
        return new FaceIdentity
        {
            Seed = seed,
            Head = head,
            Skin = skin,
            Eyes = DrawEyes(ref random, skin),
            Brows = DrawBrows(ref random),
            Nose = DrawNose(ref random),
            Mouth = DrawMouth(ref random),
            Hair = DrawHair(ref random, skin, bearded),
            Beard = DrawBeard(ref random, bearded),
            Glasses = DrawGlasses(ref random),
            Marks = DrawMarks(ref random),
        };
    }

    private static HeadShape DrawHead(ref SplitMix64 random) => new(
        Width: random.Trait(),
        Length: random.Trait(),
        Forehead: random.Trait(),
        Cheekbones: random.Trait(),
        Cheeks: random.Trait(),
        Jaw: random.Trait(),
        Chin: random.Trait(),
        ChinProjection: random.Trait(),
        BrowRidge: random.Trait(),
        EarSize: random.Trait(),
        EarAngle: random.Trait());

    private static SkinTraits DrawSkin(ref SplitMix64 random)
    {
        float melanin = random.NextUnit();
        return new SkinTraits(
            Melanin: melanin,
            Undertone: random.Trait(),
            Flush: random.NextUnit() * (1f - (0.6f * melanin)),
            Freckles: melanin < 0.45f && random.Chance(0.25f) ? random.Between(0.3f, 1f) : 0f,
            Age: random.NextUnit() * random.NextUnit(),
            TextureSeed: (uint)random.NextUInt64());
    }

    private static EyeTraits DrawEyes(ref SplitMix64 random, SkinTraits skin)
    {
        float darkness = skin.Melanin + random.Between(-0.45f, 0.35f);
        return new EyeTraits(
            Spacing: random.Trait(),
            Size: random.Trait(),
            Openness: random.Trait(),
            Tilt: random.Trait(),
            Depth: random.Trait(),
            LidFold: random.Trait(),
            IrisMelanin: Math.Clamp(darkness, 0f, 1f),
            IrisHue: random.Trait(),
            Shadow: random.NextUnit() * random.NextUnit());
    }

    private static BrowTraits DrawBrows(ref SplitMix64 random) => new(
        Height: random.Trait(),
        Thickness: random.Trait(),
        Length: random.Trait(),
        Arch: random.Trait(),
        Tilt: random.Trait(),
        Gap: random.Trait(),
        Darkness: random.Trait());

    private static NoseTraits DrawNose(ref SplitMix64 random) => new(
        Length: random.Trait(),
        Width: random.Trait(),
        Bridge: random.Trait(),
        Projection: random.Trait(),
        Profile: random.Trait(),
        Tip: random.Trait(),
        Lift: random.Trait());

    private static MouthTraits DrawMouth(ref SplitMix64 random) => new(
        Width: random.Trait(),
        UpperLip: random.Trait(),
        LowerLip: random.Trait(),
        Bow: random.Trait(),
        Height: random.Trait(),
        Corners: random.Trait(),
        Colour: random.Trait());

    private static HairTraits DrawHair(ref SplitMix64 random, SkinTraits skin, bool bearded)
    {
        HairStyle style = bearded
            ? (HairStyle)random.Below(6)
            : (HairStyle)(random.Chance(0.04f) ? 0 : 1 + random.Below(8));
        float melanin = Math.Clamp((0.75f * skin.Melanin) + random.Between(0f, 0.6f), 0f, 1f);
        return new HairTraits(
            Style: style,
            Melanin: melanin,
            Red: melanin < 0.75f && random.Chance(0.35f) ? random.NextUnit() : 0f,
            Grey: skin.Age > 0.35f ? random.Between(0.2f, 1f) : 0f,
            Hairline: random.Trait(),
            Peak: random.Trait(),
            Volume: random.Trait(),
            Parting: random.Chance(0.5f) ? random.Between(-1f, -0.25f) : random.Between(0.25f, 1f),
            Wave: random.NextUnit(),
            StrandSeed: (uint)random.NextUInt64());
    }

    private static BeardTraits DrawBeard(ref SplitMix64 random, bool bearded)
    {
        BeardStyle style = (BeardStyle)(1 + random.Below(4));
        return new BeardTraits(
            Style: bearded ? style : BeardStyle.None,
            Density: random.Between(0.35f, 1f),
            Extent: random.Trait());
    }

    private static GlassesTraits DrawGlasses(ref SplitMix64 random)
    {
        GlassesShape shape = (GlassesShape)(1 + random.Below(3));
        return new GlassesTraits(
            Shape: random.Chance(0.22f) ? shape : GlassesShape.None,
            Size: random.Trait(),
            Rim: random.NextUnit(),
            Darkness: random.NextUnit(),
            Tint: random.Trait());
    }

    private static SkinMark[] DrawMarks(ref SplitMix64 random)
    {
        var marks = new SkinMark[random.Chance(0.5f) ? random.Below(5) : 0];
        for (int i = 0; i < marks.Length; i++)
        {
            marks[i] = new SkinMark(
                X: random.Between(-32f, 32f),
                Y: random.Between(-30f, 58f),
                Radius: random.Between(0.5f, 1.4f),
                Darkness: random.Between(0.3f, 1f));
        }

        return marks;
    }
}
