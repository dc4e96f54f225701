namespace HyperFace.Synthesis.Rendering;

/// <summary>
/// A smooth curve through knots (cubic Hermite, slopes from the neighbours). It interpolates the squares of the values
/// and returns the root, so that a shape ending in 0 ends round.
/// </summary>
internal sealed class Curve(float[] positions, float[] values)
{
    public float At(float position)
    {
        int last = positions.Length - 1;
        if (position <= positions[0])
        {
            return values[0];
        }

        if (position >= positions[last])
        {
            return values[last];
        }

        int i = 0;
        while (position > positions[i + 1])
        {
            i++;
        }

        float span = positions[i + 1] - positions[i];
        float t = (position - positions[i]) / span;
        float a = Square(i);
        float b = Square(i + 1);
        float slopeA = Slope(i) * span;
        float slopeB = Slope(i + 1) * span;
        float t2 = t * t;
        float t3 = t2 * t;
        float square = (a * ((2f * t3) - (3f * t2) + 1f)) + (slopeA * (t3 - (2f * t2) + t))
            + (b * ((3f * t2) - (2f * t3))) + (slopeB * (t3 - t2));
        return square <= 0f ? 0f : MathF.Sqrt(square);
    }

    private float Square(int i) => values[i] * values[i];

    private float Slope(int i)
    {
        int low = Math.Max(i - 1, 0);
        int high = Math.Min(i + 1, positions.Length - 1);
        return (Square(high) - Square(low)) / (positions[high] - positions[low]);
    }
}
