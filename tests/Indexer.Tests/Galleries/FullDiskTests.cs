using System.Globalization;
using HyperFace.CrashSubject;
using HyperFace.Indexer.Tests.Crash;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Galleries;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Enrolling_is_refused_changes_nothing_and_goes_on_once_there_is_room()
    {
        using SmallDisk disk = SmallDisk.Mount(megabytes: 24);
        await using var store = new GalleryStore(disk.Path);
        Gallery gallery = store.Create(GalleryFixture.Definition("g"));
        await EnrolAsync(gallery, 0, 100);
        disk.Fill();

        GalleryStorageException e = await Assert.ThrowsAsync<GalleryStorageException>(() => EnrolAsync(gallery, 100, 1));
        Assert.Contains("No space left", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GalleryStorageException>(() => gallery.RemoveSubjectAsync("s5"));
        await Assert.ThrowsAsync<GalleryStorageException>(() => gallery.UpdateSubjectAsync("s5", new Dictionary<string, string> { ["x"] = "1" }));

        AssertHolds(gallery, 100);
        disk.MakeRoom();
        await EnrolAsync(gallery, 100, 50);
        AssertHolds(gallery, 150);
        await gallery.DisposeAsync();
        AssertHolds(store.Open("g"), 150);
    }

    [Fact]
    public async Task A_rebuild_is_refused_and_the_old_generation_serves_on()
    {
        using SmallDisk disk = SmallDisk.Mount(megabytes: 24);
        await using var store = new GalleryStore(disk.Path);
        Gallery gallery = store.Create(GalleryFixture.Definition("g"));
        await EnrolAsync(gallery, 0, 300);
        for (int kilobytes = 0; kilobytes < 400; kilobytes += 40)
        {
            // Each time the disk is full a little later: compacting, making the catalogue, saving the index.
            disk.Fill(leave: kilobytes << 10);
            await Assert.ThrowsAsync<GalleryStorageException>(() => gallery.RebuildAsync(new RebuildRequest { Threads = 1 }));
            AssertHolds(gallery, 300);
            Assert.Equal(1UL, gallery.Info.Generation);
            Assert.False(File.Exists(Path.Combine(store.Folder, "g", "catalog.next.db")));
            Assert.Empty(Directory.GetFiles(Path.Combine(store.Folder, "g", "index")));
            disk.MakeRoom();
        }

        Assert.Equal(2UL, (await gallery.RebuildAsync(new RebuildRequest { Threads = 1 })).Generation);
        AssertHolds(gallery, 300);
    }

    [Fact]
    public async Task A_gallery_closed_in_order_is_opened_and_searched_on_a_full_disk()
    {
        using SmallDisk disk = SmallDisk.Mount(megabytes: 24);
        await using (var store = new GalleryStore(disk.Path))
        {
            await EnrolAsync(store.Create(GalleryFixture.Definition("g")), 0, 100);
        }

        disk.Fill();
        for (int i = 0; i < 2; i++)
        {
            await using var store = new GalleryStore(disk.Path);
            AssertHolds(store.Open("g"), 100);
            await Assert.ThrowsAsync<GalleryStorageException>(() => EnrolAsync(store.Open("g"), 100, 1));
        }

        disk.MakeRoom();
        await using var last = new GalleryStore(disk.Path);
        await EnrolAsync(last.Open("g"), 100, 1);
        AssertHolds(last.Open("g"), 101);
    }

    [Fact]
    public async Task A_catalogue_that_has_to_be_made_anew_needs_room_and_says_so()
    {
        using SmallDisk disk = SmallDisk.Mount(megabytes: 24);
        await using var store = new GalleryStore(disk.Path);
        Gallery gallery = store.Create(GalleryFixture.Definition("g"));
        await EnrolAsync(gallery, 0, 500);
        await gallery.DisposeAsync();
        File.Delete(Path.Combine(store.Folder, "g", "catalog.db"));
        disk.Fill();

        Assert.Contains("'g'", Assert.Throws<GalleryStorageException>(() => store.Open("g")).Message, StringComparison.Ordinal);

        disk.MakeRoom();
        AssertHolds(store.Open("g"), 500);
    }

    [Fact]
    public async Task A_gallery_that_cannot_be_made_leaves_nothing_and_one_that_is_there_can_be_removed()
    {
        using SmallDisk disk = SmallDisk.Mount(megabytes: 24);
        await using var store = new GalleryStore(disk.Path);
        await EnrolAsync(store.Create(GalleryFixture.Definition("g")), 0, 10);
        disk.Fill();

        Assert.Throws<GalleryStorageException>(() => store.Create(GalleryFixture.Definition("new")));

        Assert.Equal(["g"], store.List());
        await store.RemoveAsync("g");
        Assert.Empty(store.List());
        disk.MakeRoom();
        await EnrolAsync(store.Create(GalleryFixture.Definition("new")), 0, 10);
        AssertHolds(store.Open("new"), 10);
    }

    [Fact]
    public async Task A_catalogue_that_cannot_follow_refuses_changes_loses_none_and_goes_on_once_there_is_room()
    {
        // All but the log lies on the small disk, so that the catalogue is the first to find no room.
        using var elsewhere = new TemporaryFolder();
        using SmallDisk disk = SmallDisk.Mount(megabytes: 4);
        await using var store = new GalleryStore(disk.Path);
        await EnrolAsync(store.Create(GalleryFixture.Definition("g")), 0, 50);
        await store.Open("g").DisposeAsync();
        string log = Path.Combine(store.Folder, "g", "log");
        string moved = elsewhere["log"];
        Directory.CreateDirectory(moved);
        foreach (string file in Directory.GetFiles(log))
        {
            File.Copy(file, Path.Combine(moved, Path.GetFileName(file)));
        }

        Directory.Delete(log, recursive: true);
        Directory.CreateSymbolicLink(log, moved);
        Gallery gallery = store.Open("g");
        disk.Fill();

        int count = 50;
        GalleryStorageException? refused = null;
        while (refused is null && count < 5000)
        {
            try
            {
                await EnrolAsync(gallery, count, 1);
                count++;
            }
            catch (GalleryStorageException e)
            {
                refused = e;
            }
        }

        Assert.Contains("catalogue", refused?.Message, StringComparison.Ordinal);
        AssertHolds(gallery, count);
        disk.MakeRoom();
        await EnrolAsync(gallery, count, 1);
        AssertHolds(gallery, count + 1);
        await gallery.DisposeAsync();
        AssertHolds(store.Open("g"), count + 1);
    }

    [Theory]
    [InlineData("full-log", "The log", 16 << 20, 1 << 30, Program.LargeDimension)]
    [InlineData("full-catalogue", "The catalogue", 1 << 20, 1 << 16, Program.Dimension)]
    public async Task A_file_that_may_not_grow_refuses_changes_and_loses_none(string workload, string first, long mostFileBytes, long segmentBytes, int dimension)
    {
        // With long vectors in one segment the log is the first to meet the limit, with short ones in many the catalogue.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File size limits of a process are a matter of POSIX.");
        using var folder = new TemporaryFolder();

        string[] said = await CrashSubjectProcess.RunWithFileLimitAsync(folder.Path, workload, segmentBytes, mostFileBytes);

        string refusal = Assert.Single(said, line => line.StartsWith("refused ", StringComparison.Ordinal));
        Assert.Contains(first, refusal, StringComparison.Ordinal);
        Assert.Contains("too large", refusal, StringComparison.Ordinal);
        Assert.Contains("found s1", said);
        Assert.Contains("knows 1", said);
        string[][] acknowledged = [.. said.Where(line => line.StartsWith("ack enrol", StringComparison.Ordinal)).Select(line => line.Split(' '))];
        Assert.Contains($"holds {acknowledged.Length}", said);

        await using var store = new GalleryStore(folder.Path);
        Gallery gallery = store.Open(Program.GalleryId);
        Assert.Equal(acknowledged.Length, gallery.Info.Templates);
        Assert.All(acknowledged, words => Assert.NotNull(gallery.FindSubject(words[2])));
        float[] last = FaceVectors.Of(int.Parse(acknowledged[^1][3], CultureInfo.InvariantCulture), dimension);
        Assert.Equal(acknowledged[^1][2], gallery.IdentifyEmbedding(last).Candidates[0].SubjectId);
        await gallery.EnrolAsync(new TemplateEnrolment { SubjectId = "after", Vector = FaceVectors.Of(-1, dimension) });
    }

    private static Task<Enrolment[]> EnrolAsync(Gallery gallery, int first, int count) => Task.WhenAll(Enumerable.Range(first, count).Select(i =>
        gallery.EnrolAsync(new TemplateEnrolment { SubjectId = $"s{i}", Vector = Seeded.Unit(i) })));

    private static void AssertHolds(Gallery gallery, int count)
    {
        Assert.Equal((count, count), (gallery.Info.Templates, gallery.Info.Subjects));
        Assert.Equal(count, gallery.ListSubjects(max: 1000).Count);
        Assert.All(Enumerable.Range(0, count), i =>
            Assert.Equal($"s{i}", gallery.IdentifyEmbedding(Seeded.Unit(i), new IdentificationRequest { Threshold = 0.9999f }).Candidates[0].SubjectId));
    }
}
