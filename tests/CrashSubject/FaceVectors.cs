namespace HyperFace.CrashSubject;

/// <summary>The embedding of each face: a unit vector that depends on the face's number alone.</summary>
internal static class FaceVectors
{
    /// <summary>The vector of a face.</summary>
    public static float[] Of(int face)
    {
        var random = new Random(face);
        double[] values = [.. Enumerable.Range(0, Program.Dimension).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        double length = Math.Sqrt(values.Sum(value => value * value));
        return [.. values.Select(value => (float)(value / length))];
    }
}
