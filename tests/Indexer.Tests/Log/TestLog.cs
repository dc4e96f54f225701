using HyperFace.Embedding;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Jobs;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

/// <summary>A log in a folder of its own, and what was written to it.</summary>
internal sealed class TestLog : IDisposable
{
    public const int Dimension = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly long _segmentBytes;
    private readonly FrameBuffer _frames;
    private ulong _nextLsn = 1;

    public TestLog(long segmentBytes = 4096)
    {
        _segmentBytes = segmentBytes;
        GalleryLog.Create(Folder, new GallerySettings("g", ModelFingerprint.Named("tests").ToString(), Dimension, CreatedUnixMilliseconds: 0));
        Log = Open();
        _frames = new FrameBuffer(Log.Identity);
    }

    public string Folder => _folder.Path;

    public GalleryLog Log { get; private set; }

    /// <summary>LSNs handed out at the last opening, in order.</summary>
    public List<ulong> Seen { get; } = [];

    public string PathOf(int segment) => Path.Combine(Folder, Log.Segments[segment].Name);

    /// <summary>Appends records as one group: each an enrolment with the vector of its LSN.</summary>
    public void Append(int count = 1)
    {
        Log.Append(Group(count));
        _nextLsn += (ulong)count;
    }

    /// <summary>The frames of the next group, not appended.</summary>
    public FrameBuffer Group(int count)
    {
        _frames.Clear();
        ulong durable = Log.DurableLsn;
        for (ulong lsn = _nextLsn; lsn < _nextLsn + (ulong)count; lsn++)
        {
            _frames.Add(LogRecordKind.Enrol, lsn, durable, (long)lsn, Seeded.Unit((int)lsn, Dimension), BodyOf(lsn));
        }

        return _frames;
    }

    public static byte[] BodyOf(ulong lsn) => RecordBody.Encode(new EnrolBody($"s{lsn}", (uint)lsn, new string('a', 64)));

    public void Close() => Log.Dispose();

    public GalleryLog Reopen(ulong acknowledged = 0)
    {
        Log.Dispose();
        Log = Open(acknowledged);
        _nextLsn = Log.DurableLsn + 1;
        return Log;
    }

    public List<ulong> Replay(bool skipDamage = false)
    {
        var lsns = new List<ulong>();
        Log.Replay(Log.Segments, skipDamage, (in LogFrame frame) => lsns.Add(frame.Lsn));
        return lsns;
    }

    public void Dispose()
    {
        Log.Dispose();
        _folder.Dispose();
    }

    private GalleryLog Open(ulong acknowledged = 0)
    {
        Seen.Clear();
        return GalleryLog.Open(
            Folder,
            LogManifest.Read(Folder),
            acknowledged,
            (in LogFrame frame) =>
            {
                Assert.Equal(Seeded.Unit((int)frame.Lsn, Dimension), frame.Vector.ToArray());
                Seen.Add(frame.Lsn);
            },
            _segmentBytes);
    }
}
