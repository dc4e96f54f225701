namespace HyperFace.Search.Vectors;

/// <summary>Turns a caller's vector into one of unit length, or says why there is none.</summary>
internal static class UnitLength
{
    /// <summary>The square of the least length; a model's output is larger by many orders, and denormals have few bits left.</summary>
    private const double Smallest = 1e-30;

    /// <summary>The vector's length; throws <see cref="InvalidTemplateException"/> when it is not a template of this dimension.</summary>
    public static double Measure(ReadOnlySpan<float> vector, int dimension)
    {
        if (vector.Length != dimension)
        {
            throw new InvalidTemplateException(InvalidTemplateReason.WrongDimension, $"The vector has {vector.Length} values; {dimension} are needed.");
        }

        // In double precision: squares of large floats overflow a float, squares of small ones vanish in it.
        double squares = 0;
        foreach (float value in vector)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares))
        {
            throw new InvalidTemplateException(InvalidTemplateReason.NotFinite, "The vector holds a value that is not a finite number.");
        }

        return squares >= Smallest ? Math.Sqrt(squares) : throw new InvalidTemplateException(InvalidTemplateReason.ZeroVector, "The vector is zero: it has no direction.");
    }

    /// <summary>Writes <paramref name="vector"/> scaled to unit length.</summary>
    public static void Normalise(ReadOnlySpan<float> vector, Span<float> destination, int dimension)
    {
        double scale = 1 / Measure(vector, dimension);
        for (int i = 0; i < vector.Length; i++)
        {
            destination[i] = (float)(vector[i] * scale);
        }
    }
}
