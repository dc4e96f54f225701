namespace HyperFace.Indexer.Enrolling;

/// <summary>The one form in which a template enters the log: finite, of the gallery's dimension, of unit length.</summary>
internal static class UnitVector
{
    /// <summary>A copy of <paramref name="vector"/> scaled to unit length; throws <see cref="EnrolmentRejectedException"/> when it has none.</summary>
    public static float[] From(ReadOnlySpan<float> vector, int dimension)
    {
        if (vector.Length != dimension)
        {
            throw new EnrolmentRejectedException(RejectionReason.WrongDimension, $"The embedding has {vector.Length} values; the gallery's templates have {dimension}.");
        }

        // In double precision: a float sum of squares overflows long before the vector itself is out of range.
        double squares = 0;
        foreach (float value in vector)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares))
        {
            throw new EnrolmentRejectedException(RejectionReason.NotFinite, "The embedding holds a value that is not a finite number.");
        }

        if (squares < 1e-30)
        {
            throw new EnrolmentRejectedException(RejectionReason.ZeroVector, "The embedding is the zero vector: it has no direction to compare.");
        }

        double scale = 1 / Math.Sqrt(squares);
        var unit = new float[dimension];
        for (int i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(vector[i] * scale);
        }

        return unit;
    }
}
