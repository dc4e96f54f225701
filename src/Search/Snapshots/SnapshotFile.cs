using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using HyperFace.Search.Memory;
using Microsoft.Win32.SafeHandles;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// A snapshot that is open: mapped for reading, its header and table of checksums verified. Segments are verified when they
/// are asked for, by reading the file, not the mapping: so verifying does not make them resident. Safe for any number of
/// threads.
/// </summary>
internal sealed unsafe class SnapshotFile : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly uint[] _checksums;
    private MemoryMappedFile? _mapping;
    private MemoryMappedViewAccessor? _view;
    private byte* _start;

    private SnapshotFile(string path, SafeFileHandle file)
    {
        _path = path;
        _file = file;
        Header = SnapshotHeader.Read(file, path);
        Layout = new SnapshotLayout(Header.Options, Header.Counts);
        _checksums = new uint[Layout.Segments];
        Span<byte> table = MemoryMarshal.AsBytes(_checksums.AsSpan());
        Read(table, Layout.TableOffset);
        if (Crc32C.Of(table) != Header.ChecksumsCrc)
        {
            throw new SnapshotFormatException($"'{path}': the table of checksums at offset {Layout.TableOffset} is damaged.");
        }

        RequireFilling();
    }

    /// <summary>Its header.</summary>
    public SnapshotHeader Header { get; }

    /// <summary>Where its sections lie.</summary>
    public SnapshotLayout Layout { get; }

    /// <summary>Bytes mapped.</summary>
    public long Length => _start == null ? 0 : Layout.FileLength;

    /// <summary>Opens and maps a file.</summary>
    public static SnapshotFile Open(string path)
    {
        SnapshotLayout.RequireLittleEndian();
        SafeFileHandle file = File.OpenHandle(path, share: FileShare.Read | FileShare.Delete);
        try
        {
            var snapshot = new SnapshotFile(path, file);
            snapshot.Map();
            return snapshot;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A segment in the mapping.</summary>
    public byte* AddressOf(SnapshotPart part, int segment) => _start + OffsetOf(part, segment);

    /// <summary>Whether an address lies in the mapping.</summary>
    public bool Holds(byte* address) => address >= _start && address < _start + Layout.FileLength;

    /// <summary>Verifies a segment against its checksum and then by <paramref name="check"/>.</summary>
    public void Verify(SnapshotPart part, int segment, SegmentCheck check)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(BytesOf(part, segment));
        try
        {
            fixed (byte* bytes = rented)
            {
                Load(part, segment, bytes, check);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads a segment and verifies it.</summary>
    public void Load(SnapshotPart part, int segment, byte* destination, SegmentCheck check)
    {
        var bytes = new Span<byte>(destination, BytesOf(part, segment));
        Read(bytes, OffsetOf(part, segment));
        if (Crc32C.Of(bytes) != _checksums[Layout.ChecksumOf(part, segment)])
        {
            throw Damaged(part, segment, "is damaged (checksum mismatch)");
        }

        if (check(destination, segment << Layout.ShapeOf(part).Shift, Layout.ItemsOf(part, segment)) is { } fault)
        {
            throw Damaged(part, segment, fault);
        }
    }

    /// <summary>Reads a whole section of 32-bit numbers, verified.</summary>
    public int[] ReadAll(SnapshotPart part, SegmentCheck check)
    {
        var values = new int[Layout.ItemsOf(part)];
        fixed (int* start = values)
        {
            for (int segment = 0; segment < Layout.ShapeOf(part).SegmentsOf(values.Length); segment++)
            {
                Load(part, segment, (byte*)(start + (segment << Layout.ShapeOf(part).Shift)), check);
            }
        }

        return values;
    }

    /// <summary>An exception about what the file says as a whole.</summary>
    public SnapshotFormatException Damaged(string what) => new($"'{_path}' {what}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_start != null)
        {
            _view!.SafeMemoryMappedViewHandle.ReleasePointer();
            _start = null;
        }

        _view?.Dispose();
        _mapping?.Dispose();
        _file.Dispose();
    }

    private void Map()
    {
        _mapping = MemoryMappedFile.CreateFromFile(_file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        NativeBlock.AdviseRandom(_start + Layout.OffsetOf(SnapshotPart.Vectors), Layout.LengthOf(SnapshotPart.Vectors));
    }

    private int BytesOf(SnapshotPart part, int segment) => Layout.ItemsOf(part, segment) * Layout.ShapeOf(part).Stride;

    private long OffsetOf(SnapshotPart part, int segment) => Layout.OffsetOf(part) + (segment * Layout.ShapeOf(part).SegmentBytes);

    private SnapshotFormatException Damaged(SnapshotPart part, int segment, string what) =>
        new($"'{_path}': section '{part}' {what} (in the {BytesOf(part, segment)} bytes from offset {OffsetOf(part, segment)}).");

    private void RequireFilling()
    {
        Span<byte> filling = stackalloc byte[SnapshotLayout.HeaderBytes];
        for (int i = 0; i < SnapshotLayout.Parts; i++)
        {
            var part = (SnapshotPart)i;
            Span<byte> behind = filling[..Layout.FillingBehind(part)];
            Read(behind, Layout.OffsetOf(part) + Layout.LengthOf(part));
            if (behind.ContainsAnyExcept((byte)0))
            {
                throw new SnapshotFormatException($"'{_path}': section '{part}' is followed by something where zeros must fill up to the next.");
            }
        }
    }

    private void Read(Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(_file, bytes, offset);
            if (read == 0)
            {
                throw new SnapshotFormatException($"'{_path}' ends at offset {offset}, while it is being read.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }
}
