namespace HyperFace.Synthesis.Rendering;

/// <summary>One point of a surface grid.</summary>
internal struct SurfaceVertex
{
    /// <summary>In face units.</summary>
    public Vector Position;

    /// <summary>Outwards, in camera space, of length 1.</summary>
    public Vector Normal;

    /// <summary>In samples of the picture; z is the depth, nearer is more.</summary>
    public Vector Picture;

    /// <summary>Direction from the vertical axis of the head, radians; 0 is the middle of the face.</summary>
    public float Angle;

    /// <summary>Where paint is looked up: the position before relief.</summary>
    public float PaintX;

    public float PaintY;

    /// <summary>Share of the lamp that something else takes away, 0 to 1.</summary>
    public float Shadow;

    /// <summary>How hollow the surface is here: above 0 in creases, below 0 on ridges.</summary>
    public float Cavity;
}
