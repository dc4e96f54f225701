using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HyperFace.Synthesis.Packing;

/// <summary>The file that a packing goes on from: docs/formats/packing-checkpoint.md.</summary>
internal sealed unsafe class PackingCheckpoint
{
    private const uint Version = 1;
    private const int PreambleBytes = 16;
    private const int CurveEntryBytes = 40;

    private readonly string _path;
    private readonly PackingTerm[] _terms;
    private readonly int _points;
    private readonly int _dimension;
    private readonly int _passes;

    public PackingCheckpoint(string path, PackingOptions options, PointSet? initial, PointSet? gallery)
    {
        _path = path;
        _points = options.Points;
        _dimension = options.Dimension;
        _passes = options.Passes;
        _terms =
        [
            new("number of points", options.Points),
            new("dimension", options.Dimension),
            new("number of passes", options.Passes),
            new("seed", (long)options.Seed),
            new("objective", (long)options.Objective),
            new("batch size", options.BatchSize),
            new("number of neighbours", options.ListLength),
            new("number of passes between two lists of neighbours", options.BatchSize > 0 ? 0 : options.RefreshEvery),
            new("use of an index", options.UsesIndex ? 1 : 0),
            PackingTerm.Real("learning rate", options.LearningRate),
            PackingTerm.Real("sharpness", options.Sharpness),
            PackingTerm.Real("final sharpness", options.FinalSharpness),
            PackingTerm.Real("alpha", gallery is null ? 0 : options.Alpha),
            new("checksum of the initial points", Checksum(initial)),
            new("checksum of the gallery", Checksum(gallery)),
        ];
    }

    private static ReadOnlySpan<byte> Magic => "HFPACKCP"u8;

    private int HeaderBytes => PreambleBytes + ((_terms.Length + 2) * sizeof(long));

    /// <summary>Writes where the packing stands; what stood there is replaced when all is written.</summary>
    public void Write(PackingState state) => DurableFile.Write(_path, stream =>
    {
        var output = new ChecksummedOutput(stream);
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), _terms.Length);
        Span<byte> numbers = header.AsSpan(PreambleBytes);
        foreach (PackingTerm term in _terms)
        {
            Put(ref numbers, term.Bits);
        }

        Put(ref numbers, state.Pass);
        Put(ref numbers, state.Curve.Count);
        output.Write(header);
        foreach (PackingProgress progress in state.Curve)
        {
            output.Write(Entry(progress));
        }

        output.Write(MemoryMarshal.AsBytes<float>(state.Squares));
        for (int row = 0; row < _points; row++)
        {
            output.Write(MemoryMarshal.AsBytes(state.Points.Row(row)));
            output.Write(MemoryMarshal.AsBytes(state.Momentum.Row(row)));
        }

        output.End();
    });

    /// <summary>Puts a packing where the checkpoint says; false, and nothing done, when there is none.</summary>
    /// <exception cref="PackingCheckpointException">The file is none, is damaged, or is of another packing.</exception>
    public bool TryRead(PackingState state)
    {
        if (!File.Exists(_path))
        {
            return false;
        }

        try
        {
            using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            Read(stream, state);
            return true;
        }
        catch (EndOfStreamException)
        {
            throw Damaged();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackingCheckpointException($"The checkpoint '{_path}' cannot be read: {e.Message}", e);
        }
    }

    private void Read(FileStream stream, PackingState state)
    {
        var input = new ChecksummedInput(stream);
        var header = new byte[HeaderBytes];
        input.Read(header.AsSpan(0, PreambleBytes));
        if (!Magic.SequenceEqual(header.AsSpan(0, Magic.Length)))
        {
            throw new PackingCheckpointException($"'{_path}' is no checkpoint of a packing.");
        }

        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        int terms = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (version != Version)
        {
            throw new PackingCheckpointException($"The checkpoint '{_path}' is of version {version}; this program reads version {Version}.");
        }

        if (terms != _terms.Length)
        {
            throw Damaged();
        }

        input.Read(header.AsSpan(PreambleBytes));
        ReadOnlySpan<byte> numbers = header.AsSpan(PreambleBytes);
        Compare(ref numbers);
        long pass = Take(ref numbers);
        long entries = Take(ref numbers);
        long expected = HeaderBytes + (entries * CurveEntryBytes) + (_points * sizeof(float) * (1 + (2L * _dimension))) + sizeof(uint);
        if (pass < 0 || pass > _passes || entries != (pass == _passes ? pass + 1 : pass) || stream.Length != expected)
        {
            throw Damaged();
        }

        var curve = new PackingProgress[entries];
        Span<byte> entry = stackalloc byte[CurveEntryBytes];
        for (int i = 0; i < curve.Length; i++)
        {
            input.Read(entry);
            curve[i] = Progress(entry);
        }

        input.Read(MemoryMarshal.AsBytes(state.Squares.AsSpan()));
        for (int row = 0; row < _points; row++)
        {
            input.Read(MemoryMarshal.AsBytes(state.Points.Row(row)));
            input.Read(MemoryMarshal.AsBytes(state.Momentum.Row(row)));
        }

        if (!input.End())
        {
            throw Damaged();
        }

        state.Pass = (int)pass;
        state.Curve.AddRange(curve);
    }

    private void Compare(ref ReadOnlySpan<byte> numbers)
    {
        foreach (PackingTerm term in _terms)
        {
            long kept = Take(ref numbers);
            if (kept != term.Bits)
            {
                throw new PackingCheckpointException($"The checkpoint '{_path}' is of another packing: its {term.Name} is {term.InWords(kept)}, not {term.InWords(term.Bits)}. Ask for the same again, or name another file.");
            }
        }
    }

    private PackingCheckpointException Damaged() => new($"The checkpoint '{_path}' is damaged. Delete it to begin anew.");

    private static byte[] Entry(PackingProgress progress)
    {
        var bytes = new byte[CurveEntryBytes];
        Span<byte> rest = bytes;
        Put(ref rest, progress.Pass);
        Put(ref rest, (long)progress.Measure);
        Put(ref rest, BitConverter.DoubleToInt64Bits(progress.Largest));
        Put(ref rest, BitConverter.DoubleToInt64Bits(progress.MeanNearest));
        Put(ref rest, BitConverter.DoubleToInt64Bits(progress.GalleryDistance ?? double.NaN));
        return bytes;
    }

    private static PackingProgress Progress(ReadOnlySpan<byte> bytes)
    {
        int pass = (int)Take(ref bytes);
        var measure = (PackingMeasure)Take(ref bytes);
        double largest = BitConverter.Int64BitsToDouble(Take(ref bytes));
        double mean = BitConverter.Int64BitsToDouble(Take(ref bytes));
        double distance = BitConverter.Int64BitsToDouble(Take(ref bytes));
        return new PackingProgress(pass, largest, mean, measure, double.IsNaN(distance) ? null : distance);
    }

    private static void Put(ref Span<byte> bytes, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        bytes = bytes[sizeof(long)..];
    }

    private static long Take(ref ReadOnlySpan<byte> bytes)
    {
        long number = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        bytes = bytes[sizeof(long)..];
        return number;
    }

    private static uint Checksum(PointSet? points)
    {
        uint crc = 0;
        for (int row = 0; row < (points?.Count ?? 0); row++)
        {
            crc = Crc32C.Append(crc, MemoryMarshal.AsBytes(points!.Row(row)));
        }

        return crc;
    }
}
