using HyperFace.Embedding;
using HyperFace.Indexer.Log;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Log;

/// <summary>A log written by a released version: it must open for ever. See the policy in docs/formats/log.md.</summary>
public sealed class GoldenLogTests : IDisposable
{
    private const int NewestVersion = 1;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    public async Task A_log_of_every_version_gives_its_whole_gallery(int version)
    {
        string log = Path.Combine(_folder.Path, "galleries", GoldenLog.GalleryId, "log");
        CopyLog(GoldenLog.PathOf(version), log);
        string subjects = await File.ReadAllTextAsync(Path.Combine(GoldenLog.PathOf(version), "subjects.json"), TestContext.Current.CancellationToken);

        for (int round = 0; round < 2; round++)
        {
            await using GalleryStore store = GoldenLog.Store(_folder.Path);
            Gallery gallery = store.Open(GoldenLog.GalleryId);
            Assert.Equal(subjects, GoldenLog.Describe(gallery));
            Assert.Equal(GoldenLog.Owners, Enumerable.Range(0, GoldenLog.Vectors).Select(i => GoldenLog.OwnerOf(gallery, i)));
            Assert.Equal((2UL, 0.75f, ModelFingerprint.Named("golden")), (gallery.Info.Generation, gallery.Info.Threshold, gallery.Info.Fingerprint));
            Assert.Empty(gallery.Info.Damage);
        }
    }

    [Theory]
    [InlineData(1)]
    public async Task A_log_of_every_version_can_be_added_to_and_rebuilt(int version)
    {
        CopyLog(GoldenLog.PathOf(version), Path.Combine(_folder.Path, "galleries", GoldenLog.GalleryId, "log"));
        for (int round = 0; round < 2; round++)
        {
            await using GalleryStore store = GoldenLog.Store(_folder.Path);
            Gallery gallery = store.Open(GoldenLog.GalleryId);
            Enrolment added = await gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "new", Vector = GoldenLog.VectorOf(100 + round) }, TestContext.Current.CancellationToken);
            Assert.True(added.TemplateId > gallery.FindSubject("p15")!.Templates[0].TemplateId);
            await gallery.RebuildAsync(new RebuildRequest { Threads = 1 }, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal("new", GoldenLog.OwnerOf(gallery, 100 + round));
            Assert.Equal(GoldenLog.Owners, Enumerable.Range(0, GoldenLog.Vectors).Select(i => GoldenLog.OwnerOf(gallery, i)));
        }
    }

    [Fact]
    public void Todays_code_writes_the_bytes_of_the_newest_golden_log()
    {
        string golden = GoldenLog.PathOf(NewestVersion);
        LogManifest manifest = LogManifest.Read(golden);
        manifest.Write(_folder.Path);
        Assert.Equal(File.ReadAllBytes(Path.Combine(golden, LogManifest.FileName)), File.ReadAllBytes(_folder[LogManifest.FileName]));

        foreach (SegmentEntry segment in manifest.Segments)
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(golden, segment.Name));
            Assert.Equal(bytes, WrittenAnew(bytes, manifest.Identity));
        }
    }

    [Fact]
    public void The_golden_log_has_one_of_everything()
    {
        string golden = GoldenLog.PathOf(NewestVersion);
        LogManifest manifest = LogManifest.Read(golden);
        Assert.True(manifest.Segments.Count >= 3, "Sealed segments, and one that grows.");
        Assert.Equal(
            Enum.GetValues<LogRecordKind>(),
            manifest.Segments.SelectMany(segment => Kinds(File.ReadAllBytes(Path.Combine(golden, segment.Name)), manifest.Identity)).Distinct().Order());
    }

    /// <summary>Run by name, once for each new version of the format: <c>-method "*Write_the_golden_log" -explicit only</c>. A log that was released is never written again.</summary>
    [Fact(Explicit = true)]
    public async Task Write_the_golden_log()
    {
        string data = _folder["data"];
        await using (GalleryStore store = GoldenLog.Store(data))
        {
            await GoldenLog.WriteAsync(store);
        }

        string golden = GoldenLog.PathOf(NewestVersion);
        CopyLog(Path.Combine(data, "galleries", GoldenLog.GalleryId, "log"), golden);
        await using GalleryStore reopened = GoldenLog.Store(data);
        await File.WriteAllTextAsync(Path.Combine(golden, "subjects.json"), GoldenLog.Describe(reopened.Open(GoldenLog.GalleryId)), TestContext.Current.CancellationToken);
        TestContext.Current.SendDiagnosticMessage($"Written: {golden}; copy it to tests/Indexer.Tests/Golden.");
    }

    private static void CopyLog(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string path in Directory.GetFiles(from).Where(path => Path.GetExtension(path) != ".json"))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)), overwrite: true);
        }
    }

    /// <summary>The segment from what its records say: bodies decoded and encoded, frames written anew.</summary>
    private static byte[] WrittenAnew(byte[] segment, LogIdentity log)
    {
        var written = new byte[segment.Length];
        Assert.True(SegmentHeader.TryRead(segment, out SegmentHeader header));
        header.Write(written.AsSpan(0, SegmentHeader.Bytes));
        int offset = SegmentHeader.Bytes;
        while (offset < segment.Length)
        {
            Assert.True(LogFrame.TryRead(segment.AsSpan(offset), log, out LogFrame frame));
            byte[] body = frame.Kind switch
            {
                LogRecordKind.Enrol => RecordBody.Encode(RecordBody.Enrol(frame)),
                LogRecordKind.UpdateSubject => RecordBody.Encode(RecordBody.UpdateSubject(frame)),
                _ => RecordBody.Encode(RecordBody.Remove(frame)),
            };
            LogFrame.Write(written.AsSpan(offset, frame.Length), log, frame.Kind, frame.Lsn, frame.DurableLsn, frame.UnixMilliseconds, frame.Vector, body);
            offset += frame.Length;
        }

        return written;
    }

    private static List<LogRecordKind> Kinds(byte[] segment, LogIdentity log)
    {
        var kinds = new List<LogRecordKind>();
        for (int offset = SegmentHeader.Bytes; LogFrame.TryRead(segment.AsSpan(offset), log, out LogFrame frame); offset += frame.Length)
        {
            kinds.Add(frame.Kind);
        }

        return kinds;
    }
}
