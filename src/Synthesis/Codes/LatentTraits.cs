namespace HyperFace.Synthesis.Codes;

/// <summary>
/// The traits of a person out of uniform numbers, spread and paired as <see cref="Identities.IdentityDraw"/> spreads and
/// pairs them: dark skin brings dark hair and eyes, age brings grey hair, and beards do not go with every head. Every
/// trait takes numbers of its own whether it shows or not, so that none changes the meaning of the next.
/// </summary>
internal static class LatentTraits
{
    /// <summary>Numbers that a person takes.</summary>
    public const int Count = 90;

    private const float Bearded = 0.38f;
    private const float Bespectacled = 0.22f;
    private const int MostMarks = 4;

    public static FaceIdentity Read(ReadOnlySpan<float> uniforms, ulong seed)
    {
        var latents = new Latents(uniforms);
        HeadShape head = ReadHead(ref latents);
        SkinTraits skin = ReadSkin(ref latents);
        EyeTraits eyes = ReadEyes(ref latents, skin);
        BrowTraits brows = ReadBrows(ref latents);
        NoseTraits nose = ReadNose(ref latents);
        MouthTraits mouth = ReadMouth(ref latents);
        BeardTraits beard = ReadBeard(ref latents);
        return new FaceIdentity
        {
            Seed = seed,
            Head = head,
            Skin = skin,
            Eyes = eyes,
            Brows = brows,
            Nose = nose,
            Mouth = mouth,
            Hair = ReadHair(ref latents, skin, beard.Style != BeardStyle.None),
            Beard = beard,
            Glasses = ReadGlasses(ref latents),
            Marks = ReadMarks(ref latents),
        };
    }

    private static HeadShape ReadHead(ref Latents latents) => new(
        Width: latents.Trait(),
        Length: latents.Trait(),
        Forehead: latents.Trait(),
        Cheekbones: latents.Trait(),
        Cheeks: latents.Trait(),
        Jaw: latents.Trait(),
        Chin: latents.Trait(),
        ChinProjection: latents.Trait(),
        BrowRidge: latents.Trait(),
        EarSize: latents.Trait(),
        EarAngle: latents.Trait());

    private static SkinTraits ReadSkin(ref Latents latents)
    {
        float melanin = latents.Unit();
        float undertone = latents.Trait();
        float flush = latents.Unit() * (1f - (0.6f * melanin));
        float freckles = latents.Having(0.25f);
        return new SkinTraits(
            Melanin: melanin,
            Undertone: undertone,
            Flush: flush,
            Freckles: melanin < 0.45f && freckles > 0f ? 0.3f + (0.7f * freckles) : 0f,
            Age: latents.Rare(),
            TextureSeed: latents.Grain());
    }

    private static EyeTraits ReadEyes(ref Latents latents, SkinTraits skin) => new(
        Spacing: latents.Trait(),
        Size: latents.Trait(),
        Openness: latents.Trait(),
        Tilt: latents.Trait(),
        Depth: latents.Trait(),
        LidFold: latents.Trait(),
        IrisMelanin: Math.Clamp(skin.Melanin + latents.Between(-0.45f, 0.35f), 0f, 1f),
        IrisHue: latents.Trait(),
        Shadow: latents.Rare());

    private static BrowTraits ReadBrows(ref Latents latents) => new(
        Height: latents.Trait(),
        Thickness: latents.Trait(),
        Length: latents.Trait(),
        Arch: latents.Trait(),
        Tilt: latents.Trait(),
        Gap: latents.Trait(),
        Darkness: latents.Trait());

    private static NoseTraits ReadNose(ref Latents latents) => new(
        Length: latents.Trait(),
        Width: latents.Trait(),
        Bridge: latents.Trait(),
        Projection: latents.Trait(),
        Profile: latents.Trait(),
        Tip: latents.Trait(),
        Lift: latents.Trait());

    private static MouthTraits ReadMouth(ref Latents latents) => new(
        Width: latents.Trait(),
        UpperLip: latents.Trait(),
        LowerLip: latents.Trait(),
        Bow: latents.Trait(),
        Height: latents.Trait(),
        Corners: latents.Trait(),
        Colour: latents.Trait());

    // One number says whether, and which: next to none comes stubble, furthest a full beard.
    private static BeardTraits ReadBeard(ref Latents latents)
    {
        float grown = latents.Having(Bearded);
        return new BeardTraits(
            Style: grown > 0f ? (BeardStyle)(1 + Below(grown, 4)) : BeardStyle.None,
            Density: latents.Between(0.35f, 1f),
            Extent: latents.Trait());
    }

    private static HairTraits ReadHair(ref Latents latents, SkinTraits skin, bool bearded)
    {
        float style = latents.Unit();
        float melanin = Math.Clamp((0.75f * skin.Melanin) + latents.Between(0f, 0.6f), 0f, 1f);
        float red = latents.Having(0.35f);
        float grey = latents.Between(0.2f, 1f);
        return new HairTraits(
            Style: bearded ? (HairStyle)Below(style, 6) : style < 0.04f ? HairStyle.Bald : (HairStyle)(1 + Below((style - 0.04f) / 0.96f, 8)),
            Melanin: melanin,
            Red: melanin < 0.75f && red > 0f ? red : 0f,
            Grey: skin.Age > 0.35f ? grey : 0f,
            Hairline: latents.Trait(),
            Peak: latents.Trait(),
            Volume: latents.Trait(),
            Parting: Parting(latents.Unit()),
            Wave: latents.Unit(),
            StrandSeed: latents.Grain());
    }

    private static float Parting(float u) => u < 0.5f ? -1f + (1.5f * u) : 0.25f + (1.5f * (u - 0.5f));

    private static GlassesTraits ReadGlasses(ref Latents latents)
    {
        float worn = latents.Having(Bespectacled);
        return new GlassesTraits(
            Shape: worn > 0f ? (GlassesShape)(1 + Below(worn, 3)) : GlassesShape.None,
            Size: latents.Trait(),
            Rim: latents.Unit(),
            Darkness: latents.Unit(),
            Tint: latents.Trait());
    }

    private static SkinMark[] ReadMarks(ref Latents latents)
    {
        float many = latents.Having(0.4f);
        var marks = new SkinMark[many > 0f ? 1 + Below(many, MostMarks) : 0];
        for (int i = 0; i < MostMarks; i++)
        {
            var mark = new SkinMark(
                X: latents.Between(-32f, 32f),
                Y: latents.Between(-30f, 58f),
                Radius: latents.Between(0.5f, 1.4f),
                Darkness: latents.Between(0.3f, 1f));
            if (i < marks.Length)
            {
                marks[i] = mark;
            }
        }

        return marks;
    }

    // The rounding of a quotient may reach 1.
    private static int Below(float share, int count) => Math.Clamp((int)(share * count), 0, count - 1);
}
