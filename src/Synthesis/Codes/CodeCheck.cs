namespace HyperFace.Synthesis.Codes;

/// <summary>Refuses what is no identity code.</summary>
internal static class CodeCheck
{
    /// <summary>How far the square of a code's length may be from 1: the rounding of single precision, and no more.</summary>
    private const double Tolerance = 1e-3;

    public static void Length(int length, string name)
    {
        if (length is < IdentityCode.MinLength or > IdentityCode.MaxLength)
        {
            throw new ArgumentException($"A code has {IdentityCode.MinLength} to {IdentityCode.MaxLength} values, not {length}.", name);
        }
    }

    public static void Unit(ReadOnlySpan<float> code, string name)
    {
        Length(code.Length, name);
        double square = 0;
        for (int i = 0; i < code.Length; i++)
        {
            if (!float.IsFinite(code[i]))
            {
                throw new ArgumentException($"Value {i} of the code is not a finite number.", name);
            }

            square += (double)code[i] * code[i];
        }

        if (Math.Abs(square - 1) > Tolerance)
        {
            throw new ArgumentException(FormattableString.Invariant($"A code has the length 1; this one has {Math.Sqrt(square):0.####}. Divide it by its length."), name);
        }
    }
}
