using HyperFace.Embedding;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests;

public sealed class GalleryStoreTests : IAsyncLifetime
{
    private readonly GalleryFixture _fixture = new();

    private GalleryStore Store => _fixture.Store;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Galleries_stand_side_by_side_and_know_nothing_of_each_other()
    {
        Gallery other = Store.Create(new GalleryDefinition { GalleryId = "other", Fingerprint = ModelFingerprint.Named("another"), Dimension = 4 });
        await _fixture.EnrolAsync("a", 1);
        await other.EnrolAsync(new TemplateEnrolment { SubjectId = "b", Vector = Seeded.Unit(1, 4) });

        Assert.Equal(["g", "other"], Store.List());
        Assert.Null(_fixture.Gallery.FindSubject("b"));
        Assert.Null(other.FindSubject("a"));
        Assert.Equal(4, other.Dimension);
    }

    [Fact]
    public void A_definition_comes_back_as_it_was()
    {
        Gallery gallery = Store.Create(new GalleryDefinition
        {
            GalleryId = "described",
            Fingerprint = GalleryFixture.Fingerprint,
            Dimension = 4096,
            Threshold = -1,
            Description = "Über 😀",
            ModelPath = "/models/face.json",
        });

        GalleryInfo info = gallery.Info;
        Assert.Equal(("described", 4096, -1f, "Über 😀"), (info.GalleryId, info.Dimension, info.Threshold!.Value, info.Description));
        Assert.Equal((GalleryFixture.Fingerprint, "/models/face.json"), (gallery.Fingerprint, gallery.ModelPath));
        Assert.Equal((0, 0, 1UL, 0UL), (info.Subjects, info.Templates, info.Generation, info.LastLsn));
    }

    [Fact]
    public void A_name_is_taken_once() => Assert.Throws<GalleryExistsException>(() => Store.Create(GalleryFixture.Definition(GalleryFixture.Id)));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("../g")]
    [InlineData("/g")]
    [InlineData(".hidden")]
    [InlineData("-g")]
    [InlineData("G")]
    [InlineData("ä")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("con")]
    [InlineData("nul.txt")]
    [InlineData("com1")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_name_that_is_not_the_same_folder_everywhere_is_refused(string id)
    {
        string before = Tree();

        Assert.Throws<InvalidRequestException>(() => Store.Create(GalleryFixture.Definition(id)));
        Assert.Throws<GalleryNotFoundException>(() => Store.Open(id));
        await Assert.ThrowsAsync<GalleryNotFoundException>(() => Store.RemoveAsync(id));

        Assert.Equal(before, Tree());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("0")]
    [InlineData("a.b-c_d")]
    [InlineData("console")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void Other_names_are_taken(string id) => Assert.Equal(id, Store.Create(GalleryFixture.Definition(id)).GalleryId);

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        GalleryDefinition valid = GalleryFixture.Definition("new");
        foreach ((GalleryDefinition definition, string named) in new[]
        {
            (valid with { Dimension = 1 }, "dimension"),
            (valid with { Dimension = 4097 }, "dimension"),
            (valid with { Threshold = 1.01f }, "threshold"),
            (valid with { Threshold = float.NaN }, "threshold"),
            (valid with { Description = new string('x', 501) }, "description"),
            (valid with { ModelPath = new string('x', 4097) }, "model"),
            (valid with { Fingerprint = null! }, "fingerprint"),
        })
        {
            Assert.Contains(named, Assert.Throws<InvalidRequestException>(() => Store.Create(definition)).Message, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(["g"], Store.List());
    }

    [Fact]
    public void An_unknown_gallery_is_reported_with_those_there_are()
    {
        GalleryNotFoundException e = Assert.Throws<GalleryNotFoundException>(() => Store.Open("nobody"));

        Assert.Contains("'nobody'", e.Message, StringComparison.Ordinal);
        Assert.Contains("g", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_owner_is_refused_by_name_until_the_first_lets_go()
    {
        await using GalleryStore second = _fixture.NewStore();

        GalleryInUseException e = Assert.Throws<GalleryInUseException>(() => second.Open(GalleryFixture.Id));
        Assert.Contains("'g'", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GalleryInUseException>(() => second.RemoveAsync(GalleryFixture.Id));

        await _fixture.CloseAsync();
        Assert.Equal("g", second.Open(GalleryFixture.Id).GalleryId);
    }

    [Fact]
    public async Task A_removed_gallery_is_gone_with_all_its_files()
    {
        await _fixture.EnrolAsync("a", 1);

        await Store.RemoveAsync(GalleryFixture.Id);

        Assert.Empty(Store.List());
        Assert.Throws<GalleryNotFoundException>(() => Store.Open(GalleryFixture.Id));
        Assert.Empty(Directory.GetFileSystemEntries(Store.Folder));
        Assert.Equal(0, Store.Create(GalleryFixture.Definition(GalleryFixture.Id)).Info.Templates);
    }

    [Fact]
    public async Task A_removal_that_a_crash_cut_short_is_finished_by_the_next_store()
    {
        await _fixture.EnrolAsync("a", 1);
        await _fixture.CloseAsync();
        File.Move(Path.Combine(_fixture.LogFolder, "current"), Path.Combine(_fixture.LogFolder, "removed"));

        await using GalleryStore next = _fixture.NewStore();

        Assert.Empty(next.List());
        Assert.Empty(Directory.GetFileSystemEntries(next.Folder));
    }

    [Fact]
    public async Task A_gallery_with_a_damaged_log_can_be_removed()
    {
        await _fixture.CloseAsync();
        File.Delete(Path.Combine(_fixture.LogFolder, "current"));
        await using GalleryStore next = _fixture.NewStore();
        Assert.Throws<LogDamagedException>(() => next.Open(GalleryFixture.Id));

        await next.RemoveAsync(GalleryFixture.Id);

        Assert.Empty(Directory.GetFileSystemEntries(next.Folder));
    }

    [Fact]
    public async Task A_gallery_without_its_manifest_is_not_made_anew_over_its_records()
    {
        // Found by reading: creation deleted whatever folder had no manifest, segments and all.
        await _fixture.EnrolAsync("a", 1);
        await _fixture.CloseAsync();
        File.Delete(Path.Combine(_fixture.LogFolder, "current"));
        await using GalleryStore next = _fixture.NewStore();

        Assert.Throws<GalleryExistsException>(() => next.Create(GalleryFixture.Definition(GalleryFixture.Id)));

        Assert.Single(_fixture.Segments);
        Assert.Equal(["g"], next.List());
    }

    [Fact]
    public void A_creation_that_a_crash_cut_short_is_made_anew()
    {
        string left = Path.Combine(Store.Folder, ".creating-new");
        Directory.CreateDirectory(Path.Combine(left, "log"));
        File.WriteAllText(Path.Combine(left, "log", "00000001-00000000000000000001.seg"), "half");

        Assert.Equal(["g"], Store.List());
        Assert.Throws<GalleryNotFoundException>(() => Store.Open("new"));
        Assert.Equal(0, Store.Create(GalleryFixture.Definition("new")).Info.Templates);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task A_folder_copied_to_another_name_is_refused_by_both_names()
    {
        await _fixture.CloseAsync();
        Directory.Move(_fixture.Folder, Path.Combine(Path.GetDirectoryName(_fixture.Folder)!, "copy"));
        await using GalleryStore next = _fixture.NewStore();

        LogDamagedException e = Assert.Throws<LogDamagedException>(() => next.Open("copy"));

        Assert.Contains("'g'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'copy'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_refused()
    {
        string file = Path.Combine(_fixture.DataFolder, "file");
        File.WriteAllText(file, "x");

        Assert.Contains(file, Assert.Throws<GalleryStorageException>(() => new GalleryStore(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_store_opens_nothing_any_more()
    {
        await _fixture.CloseAsync();

        Assert.Throws<ObjectDisposedException>(() => Store.Open(GalleryFixture.Id));
        Assert.Throws<ObjectDisposedException>(() => Store.Create(GalleryFixture.Definition("new")));
    }

    private string Tree() => string.Join('\n', Directory.GetFileSystemEntries(_fixture.DataFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
