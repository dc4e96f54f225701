using System.Runtime.CompilerServices;
using HyperFace.Search.Codes;
using HyperFace.Search.Graph;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// What a segment of each section must be, by itself. Checksums catch damage; these catch a file that was made wrong, so that
/// no number in it can lead a search out of memory or round in circles. What sections must be to one another is
/// <see cref="FaceIndex.Verify"/>'s question.
/// </summary>
internal sealed unsafe class SnapshotChecks
{
    /// <summary>How far the square of a vector's length may lie from 1; rounding leaves it within a millionth.</summary>
    private const double UnitTolerance = 1e-3;


    private readonly SnapshotCounts _counts;
    private readonly int _m;
    private readonly float _largestError;
    private readonly int _dimension;
    private readonly int _stride;
    private readonly CodeStore? _codes;

    public SnapshotChecks(SnapshotHeader header)
    {
        _counts = header.Counts;
        _m = header.Options.Graph.M;
        _largestError = header.LargestError;
        _dimension = header.Options.Dimension;
        _stride = new VectorStore(_dimension).Stride;
        _codes = header.Options.HasCodes ? new CodeStore(_dimension, header.Options.RotationSeed) : null;
    }

    /// <summary>The check of a section.</summary>
    public SegmentCheck Of(SnapshotPart part) => part switch
    {
        SnapshotPart.Dead => Dead,
        SnapshotPart.Vectors => Vectors,
        SnapshotPart.PeakBlocks => (segment, first, count) => Blocks(_codes!.Peaks, segment, first, count),
        SnapshotPart.SignBlocks => (segment, first, count) => Blocks(_codes!.Signs, segment, first, count),
        SnapshotPart.PairFactors => PairFactors,
        SnapshotPart.ByteCodes => ByteCodes,
        SnapshotPart.ByteFactors => ByteFactors,
        SnapshotPart.Records => Records,
        SnapshotPart.Upper => Upper,
        SnapshotPart.KnownIds => KnownIds,
        SnapshotPart.KnownSlots => (segment, _, count) => Slots(segment, count, _counts.Slots),
        SnapshotPart.Waiting => (segment, _, count) => Slots(segment, count, _counts.LinkedSlots),
        _ => (_, _, _) => null,
    };

    private static string? Dead(byte* segment, int first, int count) =>
        new ReadOnlySpan<byte>(segment, count).ContainsAnyExceptInRange((byte)0, (byte)2) ? "holds a mark that is not 0, 1 or 2" : null;

    private static string? Slots(byte* segment, int count, int slots)
    {
        foreach (int slot in new ReadOnlySpan<int>(segment, count))
        {
            if ((uint)slot >= (uint)slots)
            {
                return $"names slot {slot}, which is not there";
            }
        }

        return null;
    }

    private static string? KnownIds(byte* segment, int first, int count)
    {
        var ids = new ReadOnlySpan<ulong>(segment, count);
        for (int i = 1; i < count; i++)
        {
            if (ids[i] <= ids[i - 1])
            {
                return $"holds template {ids[i]} behind {ids[i - 1]}";
            }
        }

        return null;
    }

    private static string? PairFactors(byte* segment, int first, int count)
    {
        foreach (PairCode code in new ReadOnlySpan<PairCode>(segment, count))
        {
            if (!(code.Alignment is >= 0 and <= 1) || !(code.PerLength is >= 0 and <= 1))
            {
                return $"holds impossible factors ({code})";
            }
        }

        return null;
    }

    private string? Vectors(byte* segment, int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            var vector = new ReadOnlySpan<float>((float*)segment + ((long)i * _stride), _stride);
            double squares = 0;
            foreach (float value in vector[.._dimension])
            {
                squares += (double)value * value;
            }

            // A removed template may have left its vector behind or not. NaN fails both tests.
            if ((!(Math.Abs(squares - 1) <= UnitTolerance) && squares != 0) || vector[_dimension..].ContainsAnyExcept(0f))
            {
                return $"holds a vector at slot {first + i} that is not of unit length";
            }
        }

        return null;
    }

    /// <summary>−128 has no negative: products of it would differ from processor to processor.</summary>
    private string? ByteCodes(byte* segment, int first, int count)
    {
        return new ReadOnlySpan<sbyte>(segment, count * _codes!.Dimension).Contains(sbyte.MinValue) ? "holds a byte that no code has" : null;
    }

    private static string? Blocks(CodeBlocks codes, byte* segment, int first, int count)
    {
        for (int block = 0; block < count; block++)
        {
            float* alignments = codes.Alignments(segment + ((long)block * codes.Column.Shape.Stride));
            foreach (float alignment in new ReadOnlySpan<float>(alignments, CodeBlocks.Slots))
            {
                if (!(alignment is > 0 and <= 1))
                {
                    return $"holds an impossible alignment ({alignment}) in block {first + block}";
                }
            }
        }

        return null;
    }

    private string? ByteFactors(byte* segment, int first, int count)
    {
        foreach (ByteFactors factors in new ReadOnlySpan<ByteFactors>(segment, count))
        {
            if (!(factors.Scale is >= 0 and <= 1) || !(factors.Error >= 0 && factors.Error <= _largestError))
            {
                return $"holds impossible factors ({factors})";
            }
        }

        return null;
    }

    private string? Records(byte* segment, int first, int count)
    {
        int ints = LinkStore.RecordBytes(_m) / sizeof(int);
        for (int i = 0; i < count; i++)
        {
            if (Record(new ReadOnlySpan<int>((int*)segment + ((long)i * ints), ints), first + i) is { } fault)
            {
                return $"{fault} at slot {first + i}";
            }
        }

        return null;
    }

    private string? Record(ReadOnlySpan<int> record, int slot)
    {
        (int level, int next, int upper, int uppers) = (record[0] + LinkStore.Unlinked, record[1] + LinkStore.NoSlot, record[2], record[3]);
        if (level is < LinkStore.Unlinked or > NodeLevel.Max)
        {
            return $"holds an impossible level ({level})";
        }

        if (next < LinkStore.NoSlot || next >= _counts.LinkedSlots || (level == LinkStore.Chained && next >= slot) || (level == LinkStore.Unlinked && next >= 0))
        {
            return $"holds a broken chain (to {next})";
        }

        if (uppers < Math.Max(level, 0) || uppers > NodeLevel.Max || upper < 0 || (uppers == 0) != (upper == 0) || (uppers > 0 && (long)upper - 1 + uppers > _counts.UpperLists))
        {
            return $"holds impossible upper lists ({uppers} from {upper})";
        }

        return List(record[LinkStore.ListField..], level >= 0 ? 2 * _m : 0);
    }

    private string? Upper(byte* segment, int first, int count)
    {
        int ints = LinkStore.UpperBytes(_m) / sizeof(int);
        for (int i = 0; i < count; i++)
        {
            if (List(new ReadOnlySpan<int>((int*)segment + ((long)i * ints), ints), _m) is { } fault)
            {
                return $"{fault} in list {first + i}";
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private string? List(ReadOnlySpan<int> list, int most)
    {
        int count = list[0];
        if (count < 0 || count > most || list[1] < 0 || list[1] > count)
        {
            return $"holds {count} links of {most}, {list[1]} of them settled,";
        }

        foreach (int neighbour in list.Slice(LinkStore.ListHeader, count))
        {
            if ((uint)neighbour >= (uint)_counts.LinkedSlots)
            {
                return $"holds a link to slot {neighbour}, which is not linked,";
            }
        }

        return list[(LinkStore.ListHeader + count)..].ContainsAnyExcept(0) ? "holds something behind its links" : null;
    }
}
