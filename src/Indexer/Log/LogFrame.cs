using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace HyperFace.Indexer.Log;

/// <summary>
/// One record as it lies in a segment: a view, copied by nobody. The layout is written down in
/// docs/formats/log.md: a 64-byte header, the vector, the UTF-8 JSON body, zeros up to the next multiple of 64.
/// </summary>
internal readonly ref struct LogFrame
{
    /// <summary>Frames begin at multiples of this, so that vectors are aligned for SIMD and a scan can resynchronise.</summary>
    public const int Alignment = 64;

    /// <summary>Bytes of a frame's header.</summary>
    public const int HeaderBytes = 64;

    /// <summary>The longest body, in bytes: metadata is small; a bigger length is a damaged one.</summary>
    public const int MaxBodyBytes = 1 << 20;

    /// <summary>The longest vector, in floats.</summary>
    public const int MaxVectorLength = 4096;

    private const uint Magic = 0x3152_4648; // "HFR1" in little-endian order
    private const int KindOffset = 4;
    private const int LsnOffset = 8;
    private const int TimeOffset = 16;
    private const int VectorLengthOffset = 24;
    private const int BodyBytesOffset = 28;
    private const int PayloadCrcOffset = 32;
    private const int DurableLsnOffset = 40;
    private const int HeaderCrcOffset = 60;

    private LogFrame(LogRecordKind kind, ulong lsn, ulong durableLsn, long unixMilliseconds, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body, int length)
    {
        Kind = kind;
        Lsn = lsn;
        DurableLsn = durableLsn;
        UnixMilliseconds = unixMilliseconds;
        Vector = vector;
        Body = body;
        Length = length;
    }

    /// <summary>What the record does.</summary>
    public LogRecordKind Kind { get; }

    /// <summary>The record's log sequence number.</summary>
    public ulong Lsn { get; }

    /// <summary>
    /// The last LSN known to be on the device when this frame was written. It tells a torn write that nobody was
    /// promised (cut it) from damage to something that was acknowledged (report it).
    /// </summary>
    public ulong DurableLsn { get; }

    /// <summary>When the record was made, in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; }

    /// <summary>The unit vector of an enrolment, else empty.</summary>
    public ReadOnlySpan<float> Vector { get; }

    /// <summary>The record's body, UTF-8 JSON.</summary>
    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Bytes from this frame to the next.</summary>
    public int Length { get; }

    /// <summary>Bytes of a frame with such a payload.</summary>
    public static int LengthOf(int vectorLength, int bodyBytes) =>
        (HeaderBytes + (vectorLength * sizeof(float)) + bodyBytes + Alignment - 1) & -Alignment;

    /// <summary>Writes a frame; <paramref name="destination"/> is exactly <see cref="LengthOf"/> bytes.</summary>
    /// <exception cref="ArgumentException">The vector or the body is longer than a reader would accept.</exception>
    public static void Write(Span<byte> destination, LogIdentity log, LogRecordKind kind, ulong lsn, ulong durableLsn, long unixMilliseconds, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body)
    {
        if (body.Length > MaxBodyBytes || vector.Length != VectorLengthOf(kind, log))
        {
            throw new ArgumentException($"A {kind} record with a vector of {vector.Length} values and a body of {body.Length} bytes cannot be read back.");
        }

        destination.Clear();
        Span<byte> payload = destination[HeaderBytes..];
        MemoryMarshal.AsBytes(vector).CopyTo(payload);
        body.CopyTo(payload[(vector.Length * sizeof(float))..]);

        BinaryPrimitives.WriteUInt32LittleEndian(destination, Magic);
        destination[KindOffset] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(destination[LsnOffset..], lsn);
        BinaryPrimitives.WriteInt64LittleEndian(destination[TimeOffset..], unixMilliseconds);
        BinaryPrimitives.WriteInt32LittleEndian(destination[VectorLengthOffset..], vector.Length);
        BinaryPrimitives.WriteInt32LittleEndian(destination[BodyBytesOffset..], body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[PayloadCrcOffset..], Crc32C.Append(log.Salt, payload));
        BinaryPrimitives.WriteUInt64LittleEndian(destination[DurableLsnOffset..], durableLsn);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[HeaderCrcOffset..], Crc32C.Append(log.Salt, destination[..HeaderCrcOffset]));
    }

    /// <summary>Reads the frame at the start of <paramref name="bytes"/>; false when no whole, undamaged one of this log stands there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, LogIdentity log, out LogFrame frame)
    {
        frame = default;
        if (bytes.Length < HeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[HeaderCrcOffset..]) != Crc32C.Append(log.Salt, bytes[..HeaderCrcOffset]))
        {
            return false;
        }

        var kind = (LogRecordKind)bytes[KindOffset];
        int vectorLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[VectorLengthOffset..]);
        int bodyBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes[BodyBytesOffset..]);
        if (!Enum.IsDefined(kind) || vectorLength != VectorLengthOf(kind, log) || (uint)bodyBytes > MaxBodyBytes)
        {
            return false;
        }

        int length = LengthOf(vectorLength, bodyBytes);
        if (bytes.Length < length)
        {
            return false;
        }

        ReadOnlySpan<byte> payload = bytes[HeaderBytes..length];
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[PayloadCrcOffset..]) != Crc32C.Append(log.Salt, payload))
        {
            return false;
        }

        int vectorBytes = vectorLength * sizeof(float);
        frame = new LogFrame(
            kind,
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[LsnOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[DurableLsnOffset..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[TimeOffset..]),
            MemoryMarshal.Cast<byte, float>(payload[..vectorBytes]),
            payload.Slice(vectorBytes, bodyBytes),
            length);
        return true;
    }

    private static int VectorLengthOf(LogRecordKind kind, LogIdentity log) => kind == LogRecordKind.Enrol ? log.Dimension : 0;
}
