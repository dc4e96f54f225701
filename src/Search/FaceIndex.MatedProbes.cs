namespace HyperFace.Search;

public sealed partial class FaceIndex
{
    /// <summary>Where HyperFace's mated pairs lie: at this cosine on average,</summary>
    private const double MatedCosine = 0.65;

    /// <summary>with this standard deviation.</summary>
    private const double MatedSpread = 0.13;

    private const double LeastMated = 0.35;
    private const double MostMated = 0.95;

    /// <summary>Templates that a disturbance is mixed of: so many that a probe comes near to none of them.</summary>
    private const int MixedTemplates = 64;

    /// <summary>
    /// A probe that could be another picture of a sampled template's face. Pictures of one person differ in the directions in
    /// which people differ, so the disturbance is mixed of other templates. Noise of equal strength in all directions would be
    /// next to invisible there, and a walk would seem to find more mates than it does.
    /// </summary>
    private float[] MatedProbe(int slot, ReadOnlySpan<int> sample, ulong seed)
    {
        var random = new Random(Folded(seed + ((ulong)(uint)slot * 0x9E3779B97F4A7C15)));
        double cosine = Math.Clamp(MatedCosine + (MatedSpread * Deviate(random)), LeastMated, MostMated);
        double sine = Math.Sqrt(1 - (cosine * cosine));
        ReadOnlySpan<float> face = UnitVector(slot);
        double[] away = Away(face, sample, random);
        var probe = new float[face.Length];
        for (int i = 0; i < probe.Length; i++)
        {
            probe[i] = (float)((cosine * face[i]) + (sine * away[i]));
        }

        return probe;
    }

    /// <summary>A unit vector at right angles to a face; in any direction when the sample has none but the face's own.</summary>
    private double[] Away(ReadOnlySpan<float> face, ReadOnlySpan<int> sample, Random random)
    {
        var mixed = new double[face.Length];
        for (int t = 0; t < MixedTemplates; t++)
        {
            ReadOnlySpan<float> other = UnitVector(sample[random.Next(sample.Length)]);
            int sign = random.Next(2) == 0 ? 1 : -1;
            for (int i = 0; i < mixed.Length; i++)
            {
                mixed[i] += sign * other[i];
            }
        }

        while (!MadeUnit(mixed, face))
        {
            foreach (ref double value in mixed.AsSpan())
            {
                value = Deviate(random);
            }
        }

        return mixed;
    }

    /// <summary>Takes the face's part out of a vector and makes the rest one long, if there is a rest. One sum after another: the same on every machine.</summary>
    private static bool MadeUnit(Span<double> vector, ReadOnlySpan<float> face)
    {
        const double Nothing = 1e-3;
        double dot = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            dot += vector[i] * face[i];
        }

        double squares = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] -= dot * face[i];
            squares += vector[i] * vector[i];
        }

        double length = Math.Sqrt(squares);
        if (length < Nothing)
        {
            return false;
        }

        foreach (ref double value in vector)
        {
            value /= length;
        }

        return true;
    }

    /// <summary>A normal deviate (Box and Muller, 1958).</summary>
    private static double Deviate(Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
