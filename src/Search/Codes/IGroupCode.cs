using System.Runtime.Intrinsics;

namespace HyperFace.Search.Codes;

/// <summary>A code of half a byte for each group of a rotated vector's coordinates.</summary>
internal interface IGroupCode
{
    /// <summary>Coordinates of a group.</summary>
    static abstract int GroupDimensions { get; }

    /// <summary>The square of the length of what a group's code stands for.</summary>
    static abstract int SquareOfGroup { get; }

    /// <summary>The alignment of a vector of normal deviates.</summary>
    static abstract double UsualAlignment { get; }

    /// <summary>Writes a vector's code, a byte for each two groups; returns its alignment: the cosine between the vector and what the code stands for, but for rounding.</summary>
    static abstract double Write(ReadOnlySpan<float> rotated, Span<byte> code);

    /// <summary>The largest product of a group with what a code can stand for.</summary>
    static abstract float Reach(ReadOnlySpan<float> group);

    /// <summary>The products of a group with what codes 0 to 7 stand for, and codes 8 to 15.</summary>
    static abstract (Vector256<float> Low, Vector256<float> High) Products(ReadOnlySpan<float> group);
}
