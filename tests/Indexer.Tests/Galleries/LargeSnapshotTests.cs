using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Galleries;

/// <summary>A snapshot too large to be checked when it is mapped: it is checked before the gallery answers all the same.</summary>
public sealed class LargeSnapshotTests : IAsyncLifetime
{
    private const int Templates = 8400;

    private readonly GalleryFixture _fixture = new(segmentBytes: 1 << 22);

    public async ValueTask InitializeAsync()
    {
        await _fixture.EnrolManyAsync(Templates);
        await _fixture.Gallery.RebuildAsync(new RebuildRequest { Threads = 2 });
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Damage_anywhere_in_it_is_noticed_and_the_log_answers()
    {
        await _fixture.ReopenAsync();
        RequireAnswers(linked: Templates);
        string snapshot = Assert.Single(Directory.GetFiles(_fixture.IndexFolder));
        foreach (double place in new[] { 0.01, 0.1, 0.5, 0.8, 0.93, 0.999 })
        {
            long offset = (long)(Damage.LengthOf(snapshot) * place);
            await _fixture.ReopenAsync(() => Damage.Flip(snapshot, offset));
            RequireAnswers(linked: 0);
            await _fixture.ReopenAsync(() => Damage.Flip(snapshot, offset));
        }

        RequireAnswers(linked: Templates);
    }

    [Fact]
    public async Task After_a_rebuild_it_is_mapped_and_changes_go_on()
    {
        Assert.InRange(_fixture.Gallery.Info.BytesInMemory, 0, Damage.LengthOf(Assert.Single(Directory.GetFiles(_fixture.IndexFolder))));
        Assert.Equal(1, await _fixture.Gallery.RemoveSubjectAsync("s17"));
        await _fixture.EnrolAsync("new", Templates + 1);
        await _fixture.Gallery.RebuildAsync(new RebuildRequest { Threads = 2 });
        await _fixture.ReopenAsync();
        Assert.Null(_fixture.WhoIs(17));
        Assert.Equal("new", _fixture.WhoIs(Templates + 1));
        RequireAnswers(linked: Templates);
    }

    private void RequireAnswers(long linked)
    {
        Assert.Equal((Templates, linked), (_fixture.Gallery.Info.Templates, _fixture.Gallery.Info.Linked));
        for (int seed = 0; seed < Templates; seed += 777)
        {
            Assert.Equal($"s{seed}", _fixture.WhoIs(seed));
        }
    }
}
