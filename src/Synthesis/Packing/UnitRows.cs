namespace HyperFace.Synthesis.Packing;

/// <summary>Rows of unit length.</summary>
internal static class UnitRows
{
    private const double SmallestSquare = 1e-30;

    /// <summary>Brings a row to unit length; false, and the row as it was, when it has no direction.</summary>
    public static bool TryNormalise(Span<float> row)
    {
        double squares = 0;
        foreach (float value in row)
        {
            squares += (double)value * value;
        }

        if (!double.IsFinite(squares) || squares < SmallestSquare)
        {
            return false;
        }

        double scale = 1 / Math.Sqrt(squares);
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = (float)(row[i] * scale);
        }

        return true;
    }
}
