namespace HyperFace.Search.Graph;

/// <summary>What a walk goes towards: a byte code, or a vector where there are no codes.</summary>
internal readonly unsafe struct GraphProbe
{
    private GraphProbe(float* vector, sbyte* bytes, float scale, int sum, bool canGlance)
    {
        Vector = vector;
        Bytes = bytes;
        Scale = scale;
        Sum = sum;
        CanGlance = canGlance;
    }

    /// <summary>The vector; null where bytes are compared.</summary>
    public float* Vector { get; }

    /// <summary>The bytes; null where vectors are compared.</summary>
    public sbyte* Bytes { get; }

    /// <summary>What a byte stands for.</summary>
    public float Scale { get; }

    /// <summary>The sum of the bytes, where two-bit codes are held against them.</summary>
    public int Sum { get; }

    /// <summary>Whether two-bit codes may be held against it: its bytes are padded as these are, and their sum is known.</summary>
    public bool CanGlance { get; }

    /// <summary>A vector, padded as vectors are.</summary>
    public static GraphProbe Of(float* vector) => new(vector, null, 0, 0, canGlance: false);

    /// <summary>A byte code.</summary>
    public static GraphProbe Of(sbyte* bytes, float scale) => new(null, bytes, scale, 0, canGlance: false);

    /// <summary>A byte code that two-bit codes are held against too: padded as these are, and with the sum of its bytes.</summary>
    public static GraphProbe Of(sbyte* bytes, float scale, int sum) => new(null, bytes, scale, sum, canGlance: true);
}
