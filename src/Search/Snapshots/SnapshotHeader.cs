using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Search.Snapshots;

/// <summary>The header of a snapshot: what the index is made with, and how much is in it.</summary>
internal sealed record SnapshotHeader
{
    private const int PointsOffset = 128;
    private const int PointBytes = 2 * sizeof(int);
    private const int ChecksumsCrcOffset = 248;
    private const int CrcOffset = SnapshotLayout.HeaderBytes - sizeof(uint);

    /// <summary>What the index is made with.</summary>
    public required FaceIndexOptions Options { get; init; }

    /// <summary>How much is in it.</summary>
    public required SnapshotCounts Counts { get; init; }

    /// <summary>Where walks begin; −1 in an empty graph.</summary>
    public required int EntrySlot { get; init; }

    /// <summary>No byte code's error is larger.</summary>
    public required float LargestError { get; init; }

    /// <summary>How wide walks must be; null when nobody measured it.</summary>
    public required GraphCalibration? Calibration { get; init; }

    /// <summary>The caller's.</summary>
    public required SnapshotStamp Stamp { get; init; }

    /// <summary>Checksum of the table of checksums.</summary>
    public uint ChecksumsCrc { get; init; }

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes.Clear();
        SnapshotLayout.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], SnapshotLayout.Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Options.Dimension);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Options.ExactLimit);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], Options.Graph.M);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], Options.Graph.EfConstruction);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], Options.Graph.EfSearch);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], Options.Graph.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], Counts.Slots);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[44..], Counts.LinkedSlots);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], EntrySlot);
        BinaryPrimitives.WriteSingleLittleEndian(bytes[52..], LargestError);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[56..], Stamp.Generation);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[64..], Stamp.Lsn);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[72..], Options.MissProbability);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[80..], Options.RotationSeed);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[88..], Options.SweepLimit);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[92..], Counts.Live);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[96..], Counts.UpperLists);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[100..], Counts.Waiting);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[104..], Counts.Free);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[108..], Options.MateRecall);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[116..], Options.AuditEvery);
        WriteCalibration(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumsCrcOffset..], ChecksumsCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[CrcOffset..], Crc32C.Of(bytes[..CrcOffset]));
    }

    /// <summary>Reads the header of a file and checks it against itself and the file's length, before anything is allocated by it.</summary>
    public static SnapshotHeader Read(SafeFileHandle file, string path)
    {
        Span<byte> bytes = stackalloc byte[SnapshotLayout.HeaderBytes];
        int filled = 0;
        int read;
        while (filled < bytes.Length && (read = RandomAccess.Read(file, bytes[filled..], filled)) > 0)
        {
            filled += read;
        }

        SnapshotHeader header = Read(bytes[..filled], path);
        header.Validate(path, RandomAccess.GetLength(file));
        Span<byte> again = stackalloc byte[SnapshotLayout.HeaderBytes];
        header.Write(again);
        return again.SequenceEqual(bytes)
            ? header
            : throw new SnapshotFormatException($"'{path}': the header has something in its reserved bytes, which version {SnapshotLayout.Version} leaves zero.");
    }

    private static SnapshotHeader Read(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length < SnapshotLayout.HeaderBytes || !bytes.StartsWith(SnapshotLayout.Magic))
        {
            throw new SnapshotFormatException($"'{path}' is not an index snapshot: it does not begin as one.");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != SnapshotLayout.Version)
        {
            throw new SnapshotFormatException($"'{path}' is an index snapshot of version {version}; this program reads version {SnapshotLayout.Version}. Build the index anew.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) != Crc32C.Of(bytes[..CrcOffset]))
        {
            throw new SnapshotFormatException($"'{path}': the header is damaged (checksum mismatch in bytes 0 to {CrcOffset}).");
        }

        return new SnapshotHeader
        {
            Options = ReadOptions(bytes),
            Counts = new SnapshotCounts(
                BinaryPrimitives.ReadInt32LittleEndian(bytes[40..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[44..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[96..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[92..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[100..]),
                BinaryPrimitives.ReadInt32LittleEndian(bytes[104..])),
            EntrySlot = BinaryPrimitives.ReadInt32LittleEndian(bytes[48..]),
            Calibration = ReadCalibration(bytes, path),
            LargestError = BinaryPrimitives.ReadSingleLittleEndian(bytes[52..]),
            Stamp = new SnapshotStamp(BinaryPrimitives.ReadUInt64LittleEndian(bytes[56..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[64..])),
            ChecksumsCrc = BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumsCrcOffset..]),
        };
    }

    private static FaceIndexOptions ReadOptions(ReadOnlySpan<byte> bytes) => new()
    {
        Dimension = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
        ExactLimit = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
        Graph = new HnswParameters
        {
            M = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            EfConstruction = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
            EfSearch = BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]),
            Seed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
        },
        MissProbability = BinaryPrimitives.ReadDoubleLittleEndian(bytes[72..]),
        RotationSeed = BinaryPrimitives.ReadUInt64LittleEndian(bytes[80..]),
        SweepLimit = BinaryPrimitives.ReadInt32LittleEndian(bytes[88..]),
        MateRecall = BinaryPrimitives.ReadDoubleLittleEndian(bytes[108..]),
        AuditEvery = BinaryPrimitives.ReadInt32LittleEndian(bytes[116..]),
    };

    private void WriteCalibration(Span<byte> bytes)
    {
        if (Calibration is null)
        {
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes[120..], Calibration.Sampled);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[124..], Calibration.Points.Count);
        for (int i = 0; i < Calibration.Points.Count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(PointsOffset + (i * PointBytes))..], Calibration.Points[i].Ef);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(PointsOffset + (i * PointBytes) + sizeof(int))..], (int)Math.Round(Calibration.Points[i].MateRecall * Calibration.Sampled));
        }
    }

    private static GraphCalibration? ReadCalibration(ReadOnlySpan<byte> bytes, string path)
    {
        int sampled = BinaryPrimitives.ReadInt32LittleEndian(bytes[120..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[124..]);
        if (sampled == 0 && count == 0)
        {
            return null;
        }

        var points = new List<CalibrationPoint>();
        for (int i = 0; i < Math.Clamp(count, 0, GraphCalibration.Ladder.Length); i++)
        {
            points.Add(new CalibrationPoint(
                BinaryPrimitives.ReadInt32LittleEndian(bytes[(PointsOffset + (i * PointBytes))..]),
                (double)BinaryPrimitives.ReadInt32LittleEndian(bytes[(PointsOffset + (i * PointBytes) + sizeof(int))..]) / sampled));
        }

        bool isPossible = sampled > 0 && count == points.Count && count > 0
            && points.Select(point => point.Ef).SequenceEqual(GraphCalibration.Ladder.Take(count))
            && points.TrueForAll(point => point.MateRecall is >= 0 and <= 1)
            && points.Zip(points.Skip(1)).All(pair => pair.First.MateRecall <= pair.Second.MateRecall);
        return isPossible
            ? new GraphCalibration(sampled, points)
            : throw new SnapshotFormatException($"'{path}': the header holds an impossible calibration.");
    }

    private void Validate(string path, long fileLength)
    {
        try
        {
            Options.Validate();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new SnapshotFormatException($"'{path}': the header holds an impossible value: {e.Message}", e);
        }

        if (!Counts.ArePossible || EntrySlot < -1 || EntrySlot >= Counts.LinkedSlots)
        {
            throw new SnapshotFormatException($"'{path}': the header holds impossible counts ({Counts}, entry {EntrySlot}).");
        }

        if (!(LargestError is >= 0 and <= 2))
        {
            throw new SnapshotFormatException($"'{path}': the header holds an impossible error of codes, {LargestError}.");
        }

        long described = new SnapshotLayout(Options, Counts).FileLength;
        if (described != fileLength)
        {
            throw new SnapshotFormatException($"'{path}' is {fileLength} bytes long; its header describes {described}. It was cut short, or is not whole yet.");
        }
    }
}
