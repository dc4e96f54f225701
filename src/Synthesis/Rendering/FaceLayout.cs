namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// Where the parts of a face lie at the moment of the picture, in face units: the origin between the eyes, x to the
/// right of the picture, y down, z to the viewer. One unit is about 1.8 mm.
/// </summary>
internal sealed class FaceLayout
{
    public FaceLayout(FaceIdentity identity, FaceExpression expression)
    {
        HeadShape head = identity.Head;
        EyeX = 17.4f + (1.7f * identity.Eyes.Spacing);
        NoseTipY = 20.6f + (2.3f * identity.Nose.Length) + (0.6f * head.Length);
        NoseTipZ = 8.6f + (2.4f * identity.Nose.Projection);
        NoseWing = 6.6f + (1.7f * identity.Nose.Width);
        JawDrop = 4.6f * expression.MouthOpen;
        MouthY = 40.2f + (1.7f * identity.Mouth.Height) + (1.9f * head.Length);
        ChinY = 61.5f + (4f * head.Length) + JawDrop;
        Mouth = new MouthShape(identity.Mouth, expression, MouthY);
        BrowY = -11.6f - (2f * identity.Brows.Height) - (2.4f * expression.BrowRaise);
        HairlineY = -34.5f - (4.5f * identity.Hair.Hairline);
    }

    /// <summary>Half the distance between the middles of the eyes.</summary>
    public float EyeX { get; }

    public float NoseTipY { get; }

    /// <summary>How far the tip stands before the plane of the face.</summary>
    public float NoseTipZ { get; }

    /// <summary>Half the distance between the middles of the wings of the nose.</summary>
    public float NoseWing { get; }

    /// <summary>How far an open mouth takes the chin down.</summary>
    public float JawDrop { get; }

    public float MouthY { get; }

    public float ChinY { get; }

    public MouthShape Mouth { get; }

    public float BrowY { get; }

    public float HairlineY { get; }

    /// <summary>Where a point of the skin lies when the mouth is closed, so that moles and freckles travel with the jaw.</summary>
    public float RestY(float y) => y - (JawDrop * Approximation.Step(MouthY - 2f, MouthY + 9f, y));
}
