using HyperFace.Synthesis.Occlusions;
using static HyperFace.Synthesis.Rendering.Approximation;

namespace HyperFace.Synthesis.Rendering;

/// <summary>The light that leaves face, ears, neck and clothes: all painters in turn, then the lamp and the room.</summary>
internal sealed class SkinShader
{
    private readonly SkinPaint _skin;
    private readonly FoldPaint _folds;
    private readonly NosePaint _nose;
    private readonly LipPaint _lips;
    private readonly BeardPaint _beard;
    private readonly EyePaint _eyes;
    private readonly BrowPaint _brows;
    private readonly HairPaint _hair;
    private readonly Glasses _glasses;
    private readonly MaskPaint? _mask;
    private readonly StudioLight _light;
    private readonly Colour _cloth;

    public SkinShader(
        FaceIdentity identity,
        FaceLayout layout,
        in FaceVariation variation,
        StudioLight light,
        BeardPaint beard,
        HairPaint hair,
        Glasses glasses,
        MaskPaint? mask,
        Colour cloth)
    {
        _skin = new SkinPaint(identity, layout);
        _folds = new FoldPaint(identity, layout, variation.Expression);
        _nose = new NosePaint(identity, layout);
        _lips = new LipPaint(identity, layout);
        _beard = beard;
        _eyes = new EyePaint(identity, layout, variation, light);
        _brows = new BrowPaint(identity, layout, variation.Expression);
        _hair = hair;
        _glasses = glasses;
        _mask = mask;
        _light = light;
        _cloth = cloth;
    }

    public Colour Shade(in Surfel surfel) => surfel.Part switch
    {
        SurfacePart.Face => Face(in surfel),
        SurfacePart.Ear => Ear(in surfel),
        _ => Neck(in surfel),
    };

    /// <summary>Whether details smaller than a pixel lie here.</summary>
    public bool IsFine(in Surfel surfel) => surfel.Part == SurfacePart.Face && _eyes.Near(surfel.PaintX, surfel.PaintY);

    private Colour Face(in Surfel surfel)
    {
        var sample = new SkinSample
        {
            X = surfel.PaintX,
            Y = surfel.PaintY,
            Normal = surfel.Normal.Normalised(),
            Openness = 1f - (0.16f * Math.Clamp(surfel.Cavity, -0.5f, 2f)),
        };
        _skin.Paint(ref sample);
        _folds.Paint(ref sample);
        _nose.Paint(ref sample);
        _lips.Paint(ref sample);
        _beard.Paint(ref sample);
        _hair.TintScalp(ref sample, surfel.Angle);
        _eyes.Paint(ref sample);
        _brows.Paint(ref sample);
        _mask?.Paint(ref sample);
        float shadow = surfel.Shadow;
        if (_glasses.Exists)
        {
            shadow = MathF.Max(shadow, _glasses.Shadow(surfel.Position));
        }

        return _light.OnSkin(sample.Normal, shadow, sample.Openness, sample.Albedo, sample.Gloss) + (sample.Glint * (1f - (0.6f * shadow)));
    }

    private Colour Ear(in Surfel surfel)
    {
        Vector normal = surfel.Normal.Normalised();
        normal = normal.Z < 0f ? normal * -1f : normal;
        Colour albedo = _skin.Tone * new Colour(1f, 0.9f, 0.88f);
        float openness = 0.86f - (0.34f * surfel.Cavity);
        return _light.OnSkin(normal, surfel.Shadow, openness, albedo * (1f - (0.22f * surfel.Cavity)), 0.04f);
    }

    private Colour Neck(in Surfel surfel)
    {
        Vector normal = surfel.Normal.Normalised();
        float collar = 76f - (0.008f * surfel.PaintX * surfel.PaintX);
        float cloth = Step(-0.6f, 0.6f, surfel.PaintY - collar);
        float underChin = Step(86f, 46f, surfel.PaintY);
        Colour skin = _light.OnSkin(normal, surfel.Shadow, 0.92f - (0.42f * underChin), _skin.Tone * new Colour(0.98f, 0.95f, 0.94f), 0.03f);
        return cloth <= 0f ? skin : skin.Mix(_light.OnSkin(normal, surfel.Shadow, 0.9f, _cloth, 0f), cloth);
    }
}
