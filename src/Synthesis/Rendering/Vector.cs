namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// A point or direction: x to the right of the picture, y down, z to the viewer. System.Numerics is avoided because the
/// order of its sums depends on the machine.
/// </summary>
internal readonly record struct Vector(float X, float Y, float Z)
{
    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator *(Vector a, float k) => new(a.X * k, a.Y * k, a.Z * k);

    public static float Dot(Vector a, Vector b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static Vector Cross(Vector a, Vector b) => new(
        (a.Y * b.Z) - (a.Z * b.Y),
        (a.Z * b.X) - (a.X * b.Z),
        (a.X * b.Y) - (a.Y * b.X));

    /// <summary>Of length 1; a vector of no length becomes the direction to the viewer.</summary>
    public Vector Normalised()
    {
        float square = Dot(this, this);
        return square < 1e-12f ? new Vector(0f, 0f, 1f) : this * (1f / MathF.Sqrt(square));
    }
}
