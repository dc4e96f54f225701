namespace HyperFace.Synthesis.Tests;

/// <summary>Every trait and every variation shows in the picture, and none is taken outside of its range.</summary>
public sealed class TraitTests
{
    // Somebody on whom every trait can be seen.
    private static readonly FaceIdentity Plain = FaceIdentity.FromSeed(11) with
    {
        Head = default,
        Skin = new SkinTraits(0.3f, 0f, 0.3f, 0.6f, 0.4f, 5),
        Eyes = new EyeTraits(0f, 0f, 0f, 0f, 0f, 0f, 0.1f, 0f, 0.2f),
        Brows = default,
        Nose = default,
        Mouth = default,
        Hair = new HairTraits(HairStyle.Parted, 0.3f, 0f, 0f, 0f, 0.5f, 0f, 0.6f, 0.4f, 9),
        Beard = new BeardTraits(BeardStyle.Goatee, 0.6f, 0f),
        Glasses = new GlassesTraits(GlassesShape.Square, 0f, 0.5f, 0.6f, 0f),
        Marks = [new SkinMark(20f, 15f, 1f, 0.8f)],
    };

    private static readonly Dictionary<string, Func<float, FaceIdentity>> Traits = new()
    {
        ["Head.Width"] = v => Plain with { Head = Plain.Head with { Width = v } },
        ["Head.Length"] = v => Plain with { Head = Plain.Head with { Length = v } },
        ["Head.Forehead"] = v => Plain with { Head = Plain.Head with { Forehead = v }, Hair = Plain.Hair with { Style = HairStyle.Bald } },
        ["Head.Cheekbones"] = v => Plain with { Head = Plain.Head with { Cheekbones = v } },
        ["Head.Cheeks"] = v => Plain with { Head = Plain.Head with { Cheeks = v } },
        ["Head.Jaw"] = v => Plain with { Head = Plain.Head with { Jaw = v } },
        ["Head.Chin"] = v => Plain with { Head = Plain.Head with { Chin = v } },
        ["Head.ChinProjection"] = v => Plain with { Head = Plain.Head with { ChinProjection = v } },
        ["Head.BrowRidge"] = v => Plain with { Head = Plain.Head with { BrowRidge = v } },
        ["Head.EarSize"] = v => Plain with { Head = Plain.Head with { EarSize = v } },
        ["Head.EarAngle"] = v => Plain with { Head = Plain.Head with { EarAngle = v } },
        ["Skin.Melanin"] = v => Plain with { Skin = Plain.Skin with { Melanin = Share(v) } },
        ["Skin.Undertone"] = v => Plain with { Skin = Plain.Skin with { Undertone = v } },
        ["Skin.Flush"] = v => Plain with { Skin = Plain.Skin with { Flush = Share(v) } },
        ["Skin.Freckles"] = v => Plain with { Skin = Plain.Skin with { Freckles = Share(v) } },
        ["Skin.Age"] = v => Plain with { Skin = Plain.Skin with { Age = Share(v) } },
        ["Skin.TextureSeed"] = v => Plain with { Skin = Plain.Skin with { TextureSeed = (uint)(v + 2f) } },
        ["Eyes.Spacing"] = v => Plain with { Eyes = Plain.Eyes with { Spacing = v } },
        ["Eyes.Size"] = v => Plain with { Eyes = Plain.Eyes with { Size = v } },
        ["Eyes.Openness"] = v => Plain with { Eyes = Plain.Eyes with { Openness = v } },
        ["Eyes.Tilt"] = v => Plain with { Eyes = Plain.Eyes with { Tilt = v } },
        ["Eyes.Depth"] = v => Plain with { Eyes = Plain.Eyes with { Depth = v } },
        ["Eyes.LidFold"] = v => Plain with { Eyes = Plain.Eyes with { LidFold = v } },
        ["Eyes.IrisMelanin"] = v => Plain with { Eyes = Plain.Eyes with { IrisMelanin = Share(v) } },
        ["Eyes.IrisHue"] = v => Plain with { Eyes = Plain.Eyes with { IrisHue = v } },
        ["Eyes.Shadow"] = v => Plain with { Eyes = Plain.Eyes with { Shadow = Share(v) } },
        ["Brows.Height"] = v => Plain with { Brows = Plain.Brows with { Height = v } },
        ["Brows.Thickness"] = v => Plain with { Brows = Plain.Brows with { Thickness = v } },
        ["Brows.Length"] = v => Plain with { Brows = Plain.Brows with { Length = v } },
        ["Brows.Arch"] = v => Plain with { Brows = Plain.Brows with { Arch = v } },
        ["Brows.Tilt"] = v => Plain with { Brows = Plain.Brows with { Tilt = v } },
        ["Brows.Gap"] = v => Plain with { Brows = Plain.Brows with { Gap = v } },
        ["Brows.Darkness"] = v => Plain with { Brows = Plain.Brows with { Darkness = v } },
        ["Nose.Length"] = v => Plain with { Nose = Plain.Nose with { Length = v } },
        ["Nose.Width"] = v => Plain with { Nose = Plain.Nose with { Width = v } },
        ["Nose.Bridge"] = v => Plain with { Nose = Plain.Nose with { Bridge = v } },
        ["Nose.Projection"] = v => Plain with { Nose = Plain.Nose with { Projection = v } },
        ["Nose.Profile"] = v => Plain with { Nose = Plain.Nose with { Profile = v } },
        ["Nose.Tip"] = v => Plain with { Nose = Plain.Nose with { Tip = v } },
        ["Nose.Lift"] = v => Plain with { Nose = Plain.Nose with { Lift = v } },
        ["Mouth.Width"] = v => Plain with { Mouth = Plain.Mouth with { Width = v } },
        ["Mouth.UpperLip"] = v => Plain with { Mouth = Plain.Mouth with { UpperLip = v } },
        ["Mouth.LowerLip"] = v => Plain with { Mouth = Plain.Mouth with { LowerLip = v } },
        ["Mouth.Bow"] = v => Plain with { Mouth = Plain.Mouth with { Bow = v } },
        ["Mouth.Height"] = v => Plain with { Mouth = Plain.Mouth with { Height = v } },
        ["Mouth.Corners"] = v => Plain with { Mouth = Plain.Mouth with { Corners = v } },
        ["Mouth.Colour"] = v => Plain with { Mouth = Plain.Mouth with { Colour = v } },
        ["Hair.Melanin"] = v => Plain with { Hair = Plain.Hair with { Melanin = Share(v) } },
        ["Hair.Red"] = v => Plain with { Hair = Plain.Hair with { Red = Share(v) } },
        ["Hair.Grey"] = v => Plain with { Hair = Plain.Hair with { Grey = Share(v) } },
        ["Hair.Hairline"] = v => Plain with { Hair = Plain.Hair with { Hairline = v } },
        ["Hair.Peak"] = v => Plain with { Hair = Plain.Hair with { Peak = v } },
        ["Hair.Volume"] = v => Plain with { Hair = Plain.Hair with { Volume = v } },
        ["Hair.Parting"] = v => Plain with { Hair = Plain.Hair with { Parting = v } },
        ["Hair.Wave"] = v => Plain with { Hair = Plain.Hair with { Wave = Share(v) } },
        ["Hair.StrandSeed"] = v => Plain with { Hair = Plain.Hair with { StrandSeed = (uint)(v + 2f) } },
        ["Beard.Density"] = v => Plain with { Beard = Plain.Beard with { Density = Share(v) } },
        ["Beard.Extent"] = v => Plain with { Beard = Plain.Beard with { Extent = v } },
        ["Glasses.Size"] = v => Plain with { Glasses = Plain.Glasses with { Size = v } },
        ["Glasses.Rim"] = v => Plain with { Glasses = Plain.Glasses with { Rim = Share(v) } },
        ["Glasses.Darkness"] = v => Plain with { Glasses = Plain.Glasses with { Darkness = Share(v) } },
        ["Glasses.Tint"] = v => Plain with { Glasses = Plain.Glasses with { Tint = v } },
        ["Marks.X"] = v => Plain with { Marks = [new SkinMark(20f + (4f * v), 15f, 1f, 0.8f)] },
        ["Marks.Y"] = v => Plain with { Marks = [new SkinMark(20f, 15f + (4f * v), 1f, 0.8f)] },
        ["Marks.Radius"] = v => Plain with { Marks = [new SkinMark(20f, 15f, 1.2f + (0.7f * v), 0.8f)] },
        ["Marks.Darkness"] = v => Plain with { Marks = [new SkinMark(20f, 15f, 1f, 0.65f + (0.3f * v))] },
    };

    private static readonly Dictionary<string, Func<float, FaceVariation>> Variations = new()
    {
        ["Yaw"] = v => FaceVariation.Frontal with { Yaw = 40f * v },
        ["Pitch"] = v => FaceVariation.Frontal with { Pitch = 15f * v },
        ["Roll"] = v => FaceVariation.Frontal with { Roll = 5f * v },
        ["Smile"] = v => FaceVariation.Frontal with { Expression = FaceExpression.AtRest with { Smile = 0.3f + (0.7f * v) } },
        ["MouthOpen"] = v => FaceVariation.Frontal with { Expression = FaceExpression.AtRest with { MouthOpen = Share(v) } },
        ["EyesOpen"] = v => FaceVariation.Frontal with { Expression = FaceExpression.AtRest with { EyesOpen = 0.82f + (0.32f * v) } },
        ["BrowRaise"] = v => FaceVariation.Frontal with { Expression = FaceExpression.AtRest with { BrowRaise = v } },
        ["GazeX"] = v => FaceVariation.Frontal with { Expression = FaceExpression.AtRest with { GazeX = v } },
        ["Azimuth"] = v => FaceVariation.Frontal with { Lighting = FaceLighting.Studio with { Azimuth = 80f * v } },
        ["Elevation"] = v => FaceVariation.Frontal with { Lighting = FaceLighting.Studio with { Elevation = 25f + (45f * v) } },
        ["Strength"] = v => FaceVariation.Frontal with { Lighting = FaceLighting.Studio with { Strength = 0.7f + (0.45f * v) } },
        ["Ambient"] = v => FaceVariation.Frontal with { Lighting = FaceLighting.Studio with { Ambient = 0.45f + (0.2f * v) } },
        ["Warmth"] = v => FaceVariation.Frontal with { Lighting = FaceLighting.Studio with { Warmth = v } },
        ["Exposure"] = v => FaceVariation.Frontal with { Exposure = 1.02f + (0.3f * v) },
        ["Blur"] = v => FaceVariation.Frontal with { Blur = 1.4f * Share(v) },
        ["Noise"] = v => FaceVariation.Frontal with { Noise = 7f * Share(v) },
        ["ShiftX"] = v => FaceVariation.Frontal with { ShiftX = 3f * v },
        ["ShiftY"] = v => FaceVariation.Frontal with { ShiftY = 3f * v },
        ["Scale"] = v => FaceVariation.Frontal with { Scale = 1f + (0.069f * v) },
        ["SceneSeed"] = v => FaceVariation.Frontal with { SceneSeed = (ulong)(v + 2f) },
    };

    public static TheoryData<string> TraitNames => [.. Traits.Keys];

    public static TheoryData<string> VariationNames => [.. Variations.Keys];

    [Theory]
    [MemberData(nameof(TraitNames))]
    public void Every_trait_shows_in_the_picture(string trait)
    {
        byte[] low = Pictures.Of(Traits[trait](-1f), FaceVariation.Frontal);
        byte[] high = Pictures.Of(Traits[trait](1f), FaceVariation.Frontal);

        int leastPixels = trait.StartsWith("Marks", StringComparison.Ordinal) || trait == "Eyes.IrisHue" ? 2 : 25;
        Assert.InRange(Pictures.DifferingPixels(low, high), leastPixels, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(VariationNames))]
    public void Every_variation_shows_in_the_picture(string name)
    {
        byte[] low = Pictures.Of(Plain, Variations[name](-1f));
        byte[] high = Pictures.Of(Plain, Variations[name](1f));

        Assert.InRange(Pictures.DifferingPixels(low, high), 25, int.MaxValue);
    }

    [Fact]
    public void No_two_styles_of_hair_beard_or_glasses_look_alike()
    {
        List<byte[]> pictures =
        [
            .. Enum.GetValues<HairStyle>().Select(style => Pictures.Of(Plain with { Hair = Plain.Hair with { Style = style } }, FaceVariation.Frontal)),
            .. Enum.GetValues<BeardStyle>().Where(style => style != Plain.Beard.Style)
                .Select(style => Pictures.Of(Plain with { Beard = Plain.Beard with { Style = style } }, FaceVariation.Frontal)),
            .. Enum.GetValues<GlassesShape>().Where(shape => shape != Plain.Glasses.Shape)
                .Select(shape => Pictures.Of(Plain with { Glasses = Plain.Glasses with { Shape = shape } }, FaceVariation.Frontal)),
        ];

        for (int i = 0; i < pictures.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                Assert.InRange(Pictures.DifferingPixels(pictures[i], pictures[j]), 60, int.MaxValue);
            }
        }
    }

    [Theory]
    [InlineData(1.01f)]
    [InlineData(-1.01f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_trait_outside_of_its_range_is_refused_by_name(float value)
    {
        FaceIdentity odd = Plain with { Nose = Plain.Nose with { Tip = value } };

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => Pictures.Of(odd, FaceVariation.Frontal));
        Assert.Contains("identity.Nose.Tip must be -1 to 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unset_variation_is_refused_by_name()
    {
        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Pictures.Of(Plain, default));

        Assert.Contains("variation.Exposure must be 0.7 to 1.35", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_style_that_does_not_exist_is_refused_by_name()
    {
        FaceIdentity odd = Plain with { Hair = Plain.Hair with { Style = (HairStyle)99 } };

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => Pictures.Of(odd, FaceVariation.Frontal));
        Assert.Contains("identity.Hair.Style is none of Bald", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fifth_mark_is_refused() => Assert.Throws<ArgumentException>(
        () => Pictures.Of(Plain with { Marks = new SkinMark[5] }, FaceVariation.Frontal));

    private static float Share(float v) => 0.5f + (0.5f * v);
}
