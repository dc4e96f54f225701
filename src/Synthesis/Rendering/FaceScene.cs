using HyperFace.Synthesis.Occlusions;

namespace HyperFace.Synthesis.Rendering;

/// <summary>A person in front of a wall under a lamp: surfaces, painters, and the colour of each sample.</summary>
internal sealed class FaceScene : IDisposable
{
    private readonly float _samples;
    private readonly SurfaceGrid _head;
    private readonly SurfaceGrid _neck;
    private readonly SurfaceGrid[] _ears;
    private readonly SurfaceGrid? _hair;
    private readonly HairShape _hairShape;
    private readonly HairPaint _hairPaint;
    private readonly SkinShader _skin;
    private readonly Glasses _glasses;
    private readonly StudioLight _light;
    private readonly Backdrop _backdrop;
    private readonly Foreground? _foreground;
    private readonly float _perSample;
    private readonly SurfelLayer _body;
    private readonly SurfelLayer _hairFront;
    private readonly SurfelLayer _hairBack;

    /// <param name="identity">Who.</param>
    /// <param name="variation">In which pose, light and so on.</param>
    /// <param name="samples">Samples along each side of the picture.</param>
    /// <param name="bandHeight">Rows of samples that are worked on together.</param>
    public FaceScene(FaceIdentity identity, in FaceVariation variation, int samples, int bandHeight)
    {
        _samples = samples;
        _perSample = FaceRenderer.Size / (float)samples;
        identity = DarkGlasses.On(identity, variation.Occlusion);
        var layout = new FaceLayout(identity, variation.Expression);
        var pose = new HeadPose(variation.Yaw, variation.Pitch);
        var alignment = new Alignment(layout, pose, variation, samples / (float)FaceRenderer.Size);
        var profile = new HeadProfile(identity.Head, layout);
        var beard = new BeardPaint(identity, layout);
        _light = new StudioLight(variation.Lighting, variation.Exposure);
        _backdrop = new Backdrop(variation.SceneSeed);
        _hairShape = new HairShape(identity.Hair, layout, profile);
        _hairPaint = new HairPaint(identity, _hairShape, _light);
        _glasses = new Glasses(identity, profile, pose, alignment, _light, DarkGlasses.Density(variation.Occlusion));
        _foreground = Foreground.Of(identity, variation.Occlusion, _light);
        MaskPaint? mask = variation.Occlusion.Kind == OcclusionKind.Mask ? new MaskPaint(layout, pose, variation.Occlusion) : null;
        _head = HeadSurface.Build(profile, new Relief(identity, layout, variation.Expression, beard));
        _neck = NeckSurface.Build(identity.Head);
        _ears = _hairShape.IsLong ? [] : [EarSurface.Build(identity.Head, profile, -1f), EarSurface.Build(identity.Head, profile, 1f)];
        _hair = _hairShape.Exists ? HairSurface.Build(_hairShape, identity.Hair, profile) : null;
        _skin = new SkinShader(identity, layout, variation, _light, beard, _hairPaint, _glasses, mask, _backdrop.Cloth);
        Throw(new ShadowMap(pose.ToHead(_light.Direction)));
        foreach (SurfaceGrid grid in Grids())
        {
            grid.Project(pose, alignment);
        }

        SurfaceGrid[] hair = _hair is null ? [] : [_hair];
        _body = new SurfelLayer(samples, bandHeight, [_neck, _head, .. _ears]);
        _hairFront = new SurfelLayer(samples, bandHeight, hair);
        _hairBack = new SurfelLayer(samples, bandHeight, hair);
    }

    /// <summary>Prepares the band of rows that starts at a row.</summary>
    public void Begin(int firstRow)
    {
        _body.Draw(firstRow, inside: false);
        _hairFront.Draw(firstRow, inside: false);
        _hairBack.Draw(firstRow, inside: true);
    }

    /// <summary>
    /// Light that reaches the camera in a square of 2 x 2 samples of the current band: worked out once where all four see
    /// the same smooth surface, four times at edges and in the eyes.
    /// </summary>
    public Colour Square(int x, int row)
    {
        ref readonly Hit body = ref _body.At(x, row);
        ref readonly Hit front = ref _hairFront.At(x, row);
        ref readonly Hit across = ref _body.At(x + 1, row + 1);
        ref readonly Hit acrossFront = ref _hairFront.At(x + 1, row + 1);
        if (body.Grid == across.Grid && front.Grid == acrossFront.Grid
            && Same(_body, body.Grid, x, row) && Same(_hairFront, front.Grid, x, row))
        {
            bool covered = Covered(in body, in front);
            if (covered == Covered(in across, in acrossFront))
            {
                Surfel skin = body.Grid == 0 ? default : Surfel.Between(_body.Resolve(in body), _body.Resolve(in across));
                Surfel hair = covered ? Surfel.Between(_hairFront.Resolve(in front), _hairFront.Resolve(in acrossFront)) : default;
                if (covered || !_skin.IsFine(in skin))
                {
                    return At(x + 1f, row + 1f, in skin, in hair, x, row);
                }
            }
        }

        return (At(x, row) + At(x + 1, row) + At(x, row + 1) + At(x + 1, row + 1)) * 0.25f;
    }

    public void Dispose()
    {
        _body.Dispose();
        _hairFront.Dispose();
        _hairBack.Dispose();
    }

    private static bool Same(SurfelLayer layer, int grid, int x, int row) =>
        layer.At(x + 1, row).Grid == grid && layer.At(x, row + 1).Grid == grid;

    // Whether hair may lie before the body here.
    private static bool Covered(in Hit body, in Hit front) =>
        front.Grid != 0 && (body.Grid == 0 || front.Depth > body.Depth - 0.6f);

    private Colour At(int x, int row)
    {
        ref readonly Hit body = ref _body.At(x, row);
        ref readonly Hit front = ref _hairFront.At(x, row);
        Surfel skin = body.Grid == 0 ? default : _body.Resolve(in body);
        Surfel hair = Covered(in body, in front) ? _hairFront.Resolve(in front) : default;
        return At(x + 0.5f, row + 0.5f, in skin, in hair, x, row);
    }

    private Colour At(float centreX, float centreY, in Surfel skin, in Surfel hair, int x, int row)
    {
        float cover = hair.Part == SurfacePart.Nothing ? 0f : _hairPaint.Cover(hair.Angle, hair.PaintY);
        Colour colour = default;
        if (cover < 1f)
        {
            colour = skin.Part == SurfacePart.Nothing ? Behind(x, row, centreX / _samples, centreY / _samples) : _skin.Shade(in skin);
            if (_glasses.Exists)
            {
                colour = _glasses.Arms(centreX, centreY, skin.Part == SurfacePart.Nothing ? -1000f : skin.Depth, colour);
            }
        }

        if (cover > 0f)
        {
            colour = colour.Mix(_hairPaint.Shade(in hair, inside: false), cover);
        }

        if (_glasses.Exists)
        {
            colour = _glasses.Front(centreX, centreY, colour);
        }

        return _foreground is null ? colour : _foreground.Over(centreX * _perSample, centreY * _perSample, colour);
    }

    // The wall, and the far side of the hair.
    private Colour Behind(int x, int row, float shareX, float shareY)
    {
        Colour wall = _light.OnWall(_backdrop.At(shareX, shareY));
        ref readonly Hit back = ref _hairBack.At(x, row);
        if (back.Grid == 0)
        {
            return wall;
        }

        Surfel hair = _hairBack.Resolve(in back);
        float cover = _hairPaint.CoverBehind(hair.Angle, hair.PaintY);
        return cover <= 0f ? wall : wall.Mix(_hairPaint.Shade(in hair, inside: true), cover);
    }

    private void Throw(ShadowMap shadows)
    {
        shadows.Cast(_head);
        foreach (SurfaceGrid ear in _ears)
        {
            shadows.Cast(ear);
        }

        if (_hair is not null)
        {
            shadows.Cast(_hair, vertex => _hairShape.Inside(vertex.Angle, vertex.PaintY) > 0.5f);
        }

        foreach (SurfaceGrid grid in Grids())
        {
            shadows.Receive(grid);
        }
    }

    private IEnumerable<SurfaceGrid> Grids()
    {
        yield return _head;
        yield return _neck;
        foreach (SurfaceGrid ear in _ears)
        {
            yield return ear;
        }

        if (_hair is not null)
        {
            yield return _hair;
        }
    }
}
