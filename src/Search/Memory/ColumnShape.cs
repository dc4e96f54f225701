namespace HyperFace.Search.Memory;

/// <summary>How a column is cut: an item has <paramref name="Stride"/> bytes, a segment 2^<paramref name="Shift"/> items.</summary>
/// <param name="Stride">Bytes of an item.</param>
/// <param name="Shift">The logarithm of a segment's items.</param>
internal readonly record struct ColumnShape(int Stride, int Shift)
{
    /// <summary>Bytes of a segment, at most, where a sweep goes through them or a walk comes often.</summary>
    public const long HotSegmentBytes = 1 << 20;

    /// <summary>Bytes of a segment, at most, where a search reads a few items only: before one is read its segment is verified.</summary>
    public const long ColdSegmentBytes = 1 << 16;

    private const int MostShift = 13;

    /// <summary>Bytes of a segment.</summary>
    public long SegmentBytes => (long)Stride << Shift;

    /// <summary>Items of a segment.</summary>
    public int SegmentItems => 1 << Shift;

    /// <summary>The shape of a column whose segments have at most so many bytes, and 8,192 items.</summary>
    public static ColumnShape Of(int stride, long segmentBytes = HotSegmentBytes)
    {
        int shift = 0;
        while (shift < MostShift && (long)stride << (shift + 1) <= segmentBytes)
        {
            shift++;
        }

        return new ColumnShape(stride, shift);
    }

    /// <summary>Segments that so many items need.</summary>
    public int SegmentsOf(int items) => (int)(((long)items + SegmentItems - 1) >> Shift);
}
