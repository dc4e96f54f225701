using HyperFace.Indexer.Tests.Support;
using HyperFace.Search;

namespace HyperFace.Indexer.Tests.Rebuilding;

public sealed class RebuildTests : IAsyncLifetime
{
    private static readonly RebuildRequest Quick = new() { Threads = 1 };

    private readonly GalleryFixture _fixture = new(segmentBytes: 1 << 14);

    private Gallery Gallery => _fixture.Gallery;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Everybody_is_found_in_the_new_generation_as_before()
    {
        await _fixture.EnrolManyAsync(150);
        await Gallery.RemoveSubjectAsync("s10");
        await _fixture.EnrolAsync("s11", 1011, new Dictionary<string, string> { ["x"] = "1" });

        RebuildReport report = await Gallery.RebuildAsync(Quick);

        Assert.Equal((2UL, 150, 150), (report.Generation, report.Templates, report.Linked));
        Assert.Equal((2UL, 150, 0), (Gallery.Info.Generation, Gallery.Info.Linked, Gallery.Info.Pending));
        for (int round = 0; round < 2; round++)
        {
            Assert.Null(_fixture.WhoIs(10));
            Assert.Equal("s11", _fixture.WhoIs(1011));
            Assert.Equal("1", Gallery.FindSubject("s11")!.Metadata["x"]);
            for (int i = 0; i < 150; i++)
            {
                Identification found = Gallery.IdentifyEmbedding(Seeded.Unit(i), new IdentificationRequest { Mode = SearchMode.Graph, MaxCandidates = 1, Threshold = 0.99f });
                Assert.Equal(i == 10 ? [] : [$"s{i}"], found.Candidates.Select(c => c.SubjectId));
                Assert.Equal(2UL, found.Generation);
            }

            await _fixture.ReopenAsync();
        }
    }

    [Fact]
    public async Task A_gallery_with_nobody_in_it_can_be_rebuilt()
    {
        Assert.Equal((2UL, 0), ((await Gallery.RebuildAsync(Quick)).Generation, Gallery.Info.Templates));
        Assert.Equal(3UL, (await Gallery.RebuildAsync(Quick)).Generation);

        await _fixture.EnrolAsync("a", 1);
        await _fixture.ReopenAsync();

        Assert.Equal("a", _fixture.WhoIs(1));
        Assert.Equal(3UL, Gallery.Info.Generation);
    }

    [Fact]
    public async Task A_gallery_whose_subjects_are_all_gone_gives_no_number_twice()
    {
        await _fixture.EnrolManyAsync(5);
        for (int i = 0; i < 5; i++)
        {
            await Gallery.RemoveSubjectAsync($"s{i}");
        }

        await Gallery.RebuildAsync(Quick);
        await _fixture.ReopenAsync();
        Enrolment enrolment = await _fixture.EnrolAsync("a", 1);

        Assert.Equal(11UL, enrolment.TemplateId);
        await Gallery.RebuildAsync(Quick);
        await _fixture.ReopenAsync();
        Assert.Equal("a", _fixture.WhoIs(1));
    }

    [Fact]
    public async Task Without_a_graph_the_gallery_is_scanned()
    {
        await _fixture.EnrolManyAsync(20);

        RebuildReport report = await Gallery.RebuildAsync(new RebuildRequest { BuildGraph = false });

        Assert.Equal(0, report.Linked);
        Assert.Equal((0, 20), (Gallery.Info.Linked, Gallery.Info.Pending));
        Assert.Equal("s7", _fixture.WhoIs(7));
    }

    [Fact]
    public async Task Changes_made_while_it_runs_are_kept_in_every_stage()
    {
        await _fixture.EnrolManyAsync(120);
        int next = 1000;
        var added = new List<int>();
        var removed = new List<int>();
        var changes = new InlineProgress(stage =>
        {
            // In each stage: one comes, one goes, one changes, one comes and goes.
            int seed = next++;
            _fixture.EnrolAsync($"s{seed}", seed).GetAwaiter().GetResult();
            added.Add(seed);
            int gone = seed - 1000;
            Gallery.RemoveSubjectAsync($"s{gone}").GetAwaiter().GetResult();
            removed.Add(gone);
            Gallery.UpdateSubjectAsync($"s{gone + 50}", new Dictionary<string, string> { ["stage"] = stage.Stage }).GetAwaiter().GetResult();
            _fixture.EnrolAsync($"guest{seed}", seed + 5000).GetAwaiter().GetResult();
            Gallery.RemoveSubjectAsync($"guest{seed}").GetAwaiter().GetResult();
        }, except: "swapping");

        RebuildReport report = await Gallery.RebuildAsync(Quick, changes);

        Assert.True(changes.Stages.IsSupersetOf(["linking", "auditing", "saving", "swapping"]), string.Join(',', changes.Stages));
        Assert.True(report.CaughtUp > 0);
        for (int round = 0; round < 3; round++)
        {
            Assert.All(added, seed => Assert.Equal($"s{seed}", _fixture.WhoIs(seed)));
            Assert.All(removed, seed => Assert.Null(_fixture.WhoIs(seed)));
            Assert.All(added, seed => Assert.Null(_fixture.WhoIs(seed + 5000)));
            Assert.All(removed, seed => Assert.NotEmpty(Gallery.FindSubject($"s{seed + 50}")!.Metadata));
            Assert.Equal(120, Gallery.Info.Templates);
            await _fixture.ReopenAsync(round == 0 ? null : () => File.Delete(_fixture.Catalogue));
        }
    }

    [Fact]
    public async Task Searches_and_changes_go_on_throughout()
    {
        await _fixture.EnrolManyAsync(200);
        using var stop = new CancellationTokenSource();
        Task[] searching = [.. Enumerable.Range(0, 3).Select(worker => Task.Run(() =>
        {
            for (int i = worker; !stop.IsCancellationRequested; i++)
            {
                Assert.Equal($"s{i % 200}", _fixture.WhoIs(i % 200));
            }
        }))];
        Task changing = Task.Run(async () =>
        {
            for (int i = 0; !stop.IsCancellationRequested; i++)
            {
                await _fixture.EnrolAsync("visitor", 9000 + i);
                Assert.Equal("visitor", _fixture.WhoIs(9000 + i));
                await Gallery.RemoveSubjectAsync("visitor");
                Assert.Null(_fixture.WhoIs(9000 + i));
            }
        });

        for (int i = 0; i < 5; i++)
        {
            await Gallery.RebuildAsync(Quick);
        }

        await stop.CancelAsync();
        await Task.WhenAll([.. searching, changing]);
        Assert.Equal(6UL, Gallery.Info.Generation);
    }

    [Theory]
    [InlineData("linking")]
    [InlineData("auditing")]
    [InlineData("saving")]
    public async Task Cancelled_in_any_stage_it_leaves_the_old_generation(string stage)
    {
        await _fixture.EnrolManyAsync(50);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Gallery.RebuildAsync(Quick, new InlineProgress(progress =>
        {
            if (progress.Stage == stage)
            {
                cancel.Cancel();
            }
        }), cancel.Token));

        await AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("catalog.next.db")]
    [InlineData("index/00000002.hfx")]
    [InlineData("index/00000002.hfx.tmp")]
    [InlineData("log/00000002-00000000000000000001.seg")]
    [InlineData("log/current.tmp")]
    public async Task A_file_that_cannot_be_written_leaves_the_old_generation(string blocked)
    {
        await _fixture.EnrolManyAsync(50);
        string path = Path.Combine(_fixture.Folder, blocked);

        // A folder in the file's place stops anybody, root too.
        Directory.CreateDirectory(Path.Combine(path, "in the way"));

        GalleryStorageException e = await Assert.ThrowsAsync<GalleryStorageException>(() => Gallery.RebuildAsync(Quick));

        Assert.NotNull(e.InnerException);
        Directory.Delete(path, recursive: true);
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task A_second_one_at_the_same_time_is_refused()
    {
        await _fixture.EnrolManyAsync(10);
        InvalidRequestException? refused = null;

        await Gallery.RebuildAsync(Quick, new InlineProgress(_ => refused ??= Assert.ThrowsAsync<InvalidRequestException>(() => Gallery.RebuildAsync(Quick)).GetAwaiter().GetResult()));

        Assert.NotNull(refused);
        await Gallery.RebuildAsync(Quick);
    }

    [Fact]
    public async Task Closing_the_gallery_stops_it_and_leaves_nothing_behind()
    {
        await _fixture.EnrolManyAsync(50);
        Task? closing = null;
        Task rebuilding = Gallery.RebuildAsync(Quick, new InlineProgress(_ => closing ??= Gallery.DisposeAsync().AsTask()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rebuilding);
        await closing!;

        Assert.False(File.Exists(Path.Combine(_fixture.Folder, "catalog.next.db")));
        Assert.DoesNotContain(_fixture.Segments, path => Path.GetFileName(path).StartsWith("00000002", StringComparison.Ordinal));
        _fixture.Open();
        await AssertUntouchedAsync();
    }

    [Fact]
    public async Task A_crash_before_the_manifest_leaves_the_old_generation_and_one_after_it_the_new()
    {
        // The states that a crash can leave are built from the files of both generations.
        await _fixture.EnrolManyAsync(60);
        await Gallery.RemoveSubjectAsync("s5");
        await _fixture.CloseAsync();
        Dictionary<string, byte[]> old = Files();
        _fixture.Open();
        await Gallery.RebuildAsync(Quick);
        await _fixture.CloseAsync();
        Dictionary<string, byte[]> next = Files();
        string current = Path.Combine("log", "current");
        Dictionary<string, byte[]> both = new(next.Concat(old.Where(file => !next.ContainsKey(file.Key))));

        foreach ((bool isNew, bool withOldCatalogue, bool withCatalogue) in new[] { (false, true, true), (true, true, true), (true, false, false), (true, false, true) })
        {
            Restore(both);
            File.WriteAllBytes(Path.Combine(_fixture.Folder, current), isNew ? next[current] : old[current]);
            if (withOldCatalogue)
            {
                File.WriteAllBytes(_fixture.Catalogue, old["catalog.db"]);
                File.WriteAllBytes(Path.Combine(_fixture.Folder, "catalog.next.db"), next["catalog.db"]);
            }
            else if (!withCatalogue)
            {
                File.Delete(_fixture.Catalogue);
            }

            _fixture.Open();

            Assert.Equal(isNew ? 2UL : 1UL, Gallery.Info.Generation);
            Assert.Equal(59, Gallery.Info.Templates);
            for (int i = 0; i < 60; i++)
            {
                Assert.Equal(i == 5 ? null : $"s{i}", _fixture.WhoIs(i));
            }

            Assert.Equal((isNew ? next : old).Keys.Where(IsSegment).Select(Path.GetFileName), _fixture.Segments.Select(Path.GetFileName));
            await _fixture.CloseAsync();
        }

        _fixture.Open();
    }

    [Fact]
    public async Task A_damaged_log_is_compacted_only_when_the_loss_is_accepted()
    {
        await _fixture.EnrolManyAsync(40);
        string? damaged = null;
        await _fixture.ReopenAsync(() =>
        {
            damaged = _fixture.Segments[0];
            Damage.Flip(damaged, 128 + 70);
            Directory.Delete(_fixture.IndexFolder, recursive: true);
        });
        Assert.Single(Gallery.Info.Damage);

        LogDamagedException e = await Assert.ThrowsAsync<LogDamagedException>(() => Gallery.RebuildAsync(Quick));
        Assert.Contains(Path.GetFileName(damaged!), e.Message, StringComparison.Ordinal);

        RebuildReport report = await Gallery.RebuildAsync(Quick with { AcceptDamage = true });

        Assert.Equal(39, report.Templates);
        Assert.Empty(Gallery.Info.Damage);
        await _fixture.EnrolAsync("new", 5000);
        await _fixture.ReopenAsync();
        Assert.Empty(Gallery.Info.Damage);
        Assert.Equal("new", _fixture.WhoIs(5000));
        Assert.Equal(40, Gallery.Info.Templates);
        Assert.Equal(39, Enumerable.Range(0, 40).Count(i => _fixture.WhoIs(i) == $"s{i}"));
    }

    [Fact]
    public async Task Damage_that_hits_a_removal_does_not_bring_the_removed_back()
    {
        await _fixture.EnrolManyAsync(10);
        await Gallery.RemoveSubjectAsync("s3");
        await _fixture.EnrolAsync("s3", 1003);
        await _fixture.ReopenAsync(() =>
        {
            // The removal is the last frame but one: 64 bytes of header and a body of at most 128.
            byte[] bytes = File.ReadAllBytes(_fixture.ActiveSegment);
            int at = bytes.AsSpan().IndexOf("\"t\":["u8);
            Damage.Flip(_fixture.ActiveSegment, at);
        });
        Assert.Single(Gallery.Info.Damage);
        Assert.Null(_fixture.WhoIs(3));
        Assert.Equal("s3", _fixture.WhoIs(1003));

        await Gallery.RebuildAsync(Quick with { AcceptDamage = true });

        Assert.Null(_fixture.WhoIs(3));
        Assert.Equal("s3", _fixture.WhoIs(1003));
        Assert.Equal(10, Gallery.Info.Templates);
    }

    [Fact]
    public async Task A_catalogue_that_lost_a_subject_unnoticed_costs_nobody_his_template()
    {
        // What a rebuild does not copy is gone for good, and LiteDB's pages carry no checksum.
        await _fixture.EnrolManyAsync(20);
        await _fixture.KillAsync();
        using (var database = new LiteDB.LiteDatabase(new LiteDB.ConnectionString { Filename = _fixture.Catalogue, Collation = LiteDB.Collation.Binary }))
        {
            Assert.True(database.GetCollection("subjects").Delete("s5"));
        }

        _fixture.Open();
        Assert.Null(Gallery.FindSubject("s5"));

        await Gallery.RebuildAsync(Quick);

        Assert.Equal("s5", _fixture.WhoIs(5));
    }

    private static bool IsSegment(string path) => path.EndsWith(".seg", StringComparison.Ordinal);

    private async Task AssertUntouchedAsync()
    {
        for (int round = 0; round < 2; round++)
        {
            Assert.Equal((1UL, 50), (Gallery.Info.Generation, Gallery.Info.Templates));
            Assert.Equal("s7", _fixture.WhoIs(7));
            Assert.False(File.Exists(Path.Combine(_fixture.Folder, "catalog.next.db")));
            Assert.Empty(Directory.GetFiles(_fixture.IndexFolder));
            Assert.DoesNotContain(_fixture.Segments, path => Path.GetFileName(path).StartsWith("00000002", StringComparison.Ordinal));
            await _fixture.ReopenAsync();
        }

        Assert.Equal(2UL, (await Gallery.RebuildAsync(Quick)).Generation);
        await _fixture.EnrolAsync("after", 7777);
        Assert.Equal("after", _fixture.WhoIs(7777));
        Assert.Equal("s7", _fixture.WhoIs(7));
    }

    private Dictionary<string, byte[]> Files() => Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .ToDictionary(path => Path.GetRelativePath(_fixture.Folder, path), File.ReadAllBytes);

    private void Restore(Dictionary<string, byte[]> files)
    {
        foreach (string path in Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories))
        {
            File.Delete(path);
        }

        foreach ((string path, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(_fixture.Folder, path), bytes);
        }
    }
}
