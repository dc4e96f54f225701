namespace HyperFace.Synthesis.Rendering;

/// <summary>What one sample of the picture sees of a surface; the values of <see cref="SurfaceVertex"/>, interpolated.</summary>
internal struct Surfel
{
    public SurfacePart Part;
    public float Depth;
    public Vector Position;
    public Vector Normal;
    public float Angle;
    public float PaintX;
    public float PaintY;
    public float Shadow;
    public float Cavity;

    /// <summary>What lies halfway between two samples of one surface.</summary>
    public static Surfel Between(in Surfel a, in Surfel b) => new()
    {
        Part = a.Part,
        Depth = 0.5f * (a.Depth + b.Depth),
        Position = (a.Position + b.Position) * 0.5f,
        Normal = (a.Normal + b.Normal) * 0.5f,
        Angle = 0.5f * (a.Angle + b.Angle),
        PaintX = 0.5f * (a.PaintX + b.PaintX),
        PaintY = 0.5f * (a.PaintY + b.PaintY),
        Shadow = 0.5f * (a.Shadow + b.Shadow),
        Cavity = 0.5f * (a.Cavity + b.Cavity),
    };
}
