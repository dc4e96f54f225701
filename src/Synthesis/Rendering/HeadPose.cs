namespace HyperFace.Synthesis.Rendering;

/// <summary>The turn of the head: from face units to camera space and back. The turn about the neck comes before the nod.</summary>
internal sealed class HeadPose
{
    private readonly float _sinYaw;
    private readonly float _cosYaw;
    private readonly float _sinPitch;
    private readonly float _cosPitch;

    public HeadPose(float yawDegrees, float pitchDegrees)
    {
        float yaw = Approximation.Radians(yawDegrees);
        float pitch = Approximation.Radians(pitchDegrees);
        _sinYaw = Approximation.Sin(yaw);
        _cosYaw = Approximation.Cos(yaw);
        _sinPitch = Approximation.Sin(pitch);
        _cosPitch = Approximation.Cos(pitch);
    }

    public Vector ToCamera(Vector p)
    {
        float x = (p.X * _cosYaw) + (p.Z * _sinYaw);
        float z = (p.Z * _cosYaw) - (p.X * _sinYaw);
        return new Vector(x, (p.Y * _cosPitch) + (z * _sinPitch), (z * _cosPitch) - (p.Y * _sinPitch));
    }

    public Vector ToHead(Vector p)
    {
        float y = (p.Y * _cosPitch) - (p.Z * _sinPitch);
        float z = (p.Z * _cosPitch) + (p.Y * _sinPitch);
        return new Vector((p.X * _cosYaw) - (z * _sinYaw), y, (z * _cosYaw) + (p.X * _sinYaw));
    }
}
