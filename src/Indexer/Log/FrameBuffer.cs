using System.Buffers;

namespace HyperFace.Indexer.Log;

/// <summary>Frames of one log waiting for one write: the group of a group commit. Not thread-safe.</summary>
internal sealed class FrameBuffer(LogIdentity log)
{
    private readonly ArrayBufferWriter<byte> _frames = new(1 << 16);

    /// <summary>The frames, one after another.</summary>
    public ReadOnlySpan<byte> Bytes => _frames.WrittenSpan;

    /// <summary>The last frame's LSN; 0 when there is none.</summary>
    public ulong LastLsn { get; private set; }

    /// <summary>Appends one frame.</summary>
    public void Add(LogRecordKind kind, ulong lsn, ulong durableLsn, long unixMilliseconds, ReadOnlySpan<float> vector, ReadOnlySpan<byte> body)
    {
        int length = LogFrame.LengthOf(vector.Length, body.Length);
        LogFrame.Write(_frames.GetSpan(length)[..length], log, kind, lsn, durableLsn, unixMilliseconds, vector, body);
        _frames.Advance(length);
        LastLsn = lsn;
    }

    /// <summary>Drops all frames and keeps the memory.</summary>
    public void Clear()
    {
        _frames.ResetWrittenCount();
        LastLsn = 0;
    }
}
