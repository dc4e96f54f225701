namespace HyperFace.Synthesis.Identities;

/// <summary>Refuses traits and variations outside of the ranges that their documentation states.</summary>
internal static class TraitLimits
{
    private const int MostMarks = 4;

    public static void Check(FaceIdentity identity)
    {
        HeadShape head = identity.Head;
        Within("identity.Head", -1f, 1f, [
            ("Width", head.Width), ("Length", head.Length), ("Forehead", head.Forehead), ("Cheekbones", head.Cheekbones),
            ("Cheeks", head.Cheeks), ("Jaw", head.Jaw), ("Chin", head.Chin), ("ChinProjection", head.ChinProjection),
            ("BrowRidge", head.BrowRidge), ("EarSize", head.EarSize), ("EarAngle", head.EarAngle)]);
        SkinTraits skin = identity.Skin;
        Within("identity.Skin", 0f, 1f, [
            ("Melanin", skin.Melanin), ("Flush", skin.Flush), ("Freckles", skin.Freckles), ("Age", skin.Age)]);
        Within("identity.Skin", -1f, 1f, [("Undertone", skin.Undertone)]);
        EyeTraits eyes = identity.Eyes;
        Within("identity.Eyes", -1f, 1f, [
            ("Spacing", eyes.Spacing), ("Size", eyes.Size), ("Openness", eyes.Openness), ("Tilt", eyes.Tilt),
            ("Depth", eyes.Depth), ("LidFold", eyes.LidFold), ("IrisHue", eyes.IrisHue)]);
        Within("identity.Eyes", 0f, 1f, [("IrisMelanin", eyes.IrisMelanin), ("Shadow", eyes.Shadow)]);
        BrowTraits brows = identity.Brows;
        Within("identity.Brows", -1f, 1f, [
            ("Height", brows.Height), ("Thickness", brows.Thickness), ("Length", brows.Length), ("Arch", brows.Arch),
            ("Tilt", brows.Tilt), ("Gap", brows.Gap), ("Darkness", brows.Darkness)]);
        NoseTraits nose = identity.Nose;
        Within("identity.Nose", -1f, 1f, [
            ("Length", nose.Length), ("Width", nose.Width), ("Bridge", nose.Bridge), ("Projection", nose.Projection),
            ("Profile", nose.Profile), ("Tip", nose.Tip), ("Lift", nose.Lift)]);
        MouthTraits mouth = identity.Mouth;
        Within("identity.Mouth", -1f, 1f, [
            ("Width", mouth.Width), ("UpperLip", mouth.UpperLip), ("LowerLip", mouth.LowerLip), ("Bow", mouth.Bow),
            ("Height", mouth.Height), ("Corners", mouth.Corners), ("Colour", mouth.Colour)]);
        HairTraits hair = identity.Hair;
        Known("identity.Hair.Style", hair.Style);
        Within("identity.Hair", 0f, 1f, [
            ("Melanin", hair.Melanin), ("Red", hair.Red), ("Grey", hair.Grey), ("Wave", hair.Wave)]);
        Within("identity.Hair", -1f, 1f, [
            ("Hairline", hair.Hairline), ("Peak", hair.Peak), ("Volume", hair.Volume), ("Parting", hair.Parting)]);
        Known("identity.Beard.Style", identity.Beard.Style);
        Within("identity.Beard", 0f, 1f, [("Density", identity.Beard.Density)]);
        Within("identity.Beard", -1f, 1f, [("Extent", identity.Beard.Extent)]);
        GlassesTraits glasses = identity.Glasses;
        Known("identity.Glasses.Shape", glasses.Shape);
        Within("identity.Glasses", 0f, 1f, [("Rim", glasses.Rim), ("Darkness", glasses.Darkness)]);
        Within("identity.Glasses", -1f, 1f, [("Size", glasses.Size), ("Tint", glasses.Tint)]);
        Check(identity.Marks);
    }

    public static void Check(in FaceVariation variation)
    {
        Within("variation", -30f, 30f, [("Yaw", variation.Yaw)]);
        Within("variation", -15f, 15f, [("Pitch", variation.Pitch)]);
        Within("variation", -5f, 5f, [("Roll", variation.Roll)]);
        Within("variation", 0.7f, 1.35f, [("Exposure", variation.Exposure)]);
        Within("variation", 0f, 1.4f, [("Blur", variation.Blur)]);
        Within("variation", 0f, 7f, [("Noise", variation.Noise)]);
        Within("variation", -3f, 3f, [("ShiftX", variation.ShiftX), ("ShiftY", variation.ShiftY)]);
        Within("variation", 0.93f, 1.07f, [("Scale", variation.Scale)]);
        if (variation.JpegQuality != 0)
        {
            Within("variation", 10f, 100f, [("JpegQuality", variation.JpegQuality)]);
        }

        FaceOcclusion occlusion = variation.Occlusion;
        Known("variation.Occlusion.Kind", occlusion.Kind);
        Within("variation.Occlusion", -1f, 1f, [("X", occlusion.X), ("Y", occlusion.Y)]);
        Within("variation.Occlusion", 0f, 1f, [("Size", occlusion.Size), ("Tone", occlusion.Tone)]);
        Within("variation.Occlusion", -90f, 90f, [("Angle", occlusion.Angle)]);
        FaceExpression expression = variation.Expression;
        Within("variation.Expression", -0.4f, 1f, [("Smile", expression.Smile)]);
        Within("variation.Expression", 0f, 1f, [("MouthOpen", expression.MouthOpen)]);
        Within("variation.Expression", 0.5f, 1.15f, [("EyesOpen", expression.EyesOpen)]);
        Within("variation.Expression", -1f, 1f, [("BrowRaise", expression.BrowRaise), ("GazeX", expression.GazeX)]);
        FaceLighting lighting = variation.Lighting;
        Within("variation.Lighting", -80f, 80f, [("Azimuth", lighting.Azimuth)]);
        Within("variation.Lighting", -20f, 70f, [("Elevation", lighting.Elevation)]);
        Within("variation.Lighting", 0.2f, 1.2f, [("Strength", lighting.Strength)]);
        Within("variation.Lighting", 0.2f, 0.7f, [("Ambient", lighting.Ambient)]);
        Within("variation.Lighting", -1f, 1f, [("Warmth", lighting.Warmth)]);
    }

    private static void Check(IReadOnlyList<SkinMark> marks)
    {
        if (marks is null || marks.Count > MostMarks)
        {
            throw new ArgumentException($"identity.Marks must be a list of at most {MostMarks} marks.", nameof(marks));
        }

        foreach (SkinMark mark in marks)
        {
            Within("identity.Marks", -32f, 32f, [("X", mark.X)]);
            Within("identity.Marks", -30f, 58f, [("Y", mark.Y)]);
            Within("identity.Marks", 0.5f, 2f, [("Radius", mark.Radius)]);
            Within("identity.Marks", 0.3f, 1f, [("Darkness", mark.Darkness)]);
        }
    }

    private static void Within(string owner, float low, float high, params ReadOnlySpan<(string Name, float Value)> values)
    {
        foreach ((string name, float value) in values)
        {
            // Written so that NaN fails too.
            if (!(value >= low && value <= high))
            {
                throw new ArgumentOutOfRangeException(
                    owner, value, FormattableString.Invariant($"{owner}.{name} must be {low} to {high}."));
            }
        }
    }

    private static void Known<T>(string name, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is none of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
