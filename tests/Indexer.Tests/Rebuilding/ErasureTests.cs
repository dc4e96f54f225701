using System.Runtime.InteropServices;
using System.Text;
using HyperFace.Indexer.Tests.Support;

namespace HyperFace.Indexer.Tests.Rebuilding;

public sealed class ErasureTests : IAsyncLifetime
{
    private const string Secret = "Erasmus-of-Rotterdam-1466";

    private readonly GalleryFixture _fixture = new(segmentBytes: 1 << 14);

    private Gallery Gallery => _fixture.Gallery;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_rebuild_no_file_holds_anything_of_an_erased_subject(bool whileOpen)
    {
        string subjectId = Secret + "-id";
        await _fixture.EnrolManyAsync(50);
        await Gallery.EnrolAsync(new TemplateEnrolment
        {
            SubjectId = subjectId,
            Vector = Seeded.Unit(666),
            ContentHash = new string('e', 64),
            Source = Secret + "-source",
            Metadata = new Dictionary<string, string> { [Secret + "-name"] = Secret + "-value" },
        });
        await _fixture.EnrolManyAsync(50, first: 50);

        // An earlier rebuild has spread the data to a snapshot and a second catalogue.
        await Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });
        await _fixture.EnrolAsync(subjectId, 667);
        Assert.NotEmpty(await FilesHoldingAsync(Encoding.UTF8.GetBytes(Secret)));
        Assert.NotEmpty(await FilesHoldingAsync(BytesOf(666)));
        await Gallery.RemoveSubjectAsync(subjectId);

        await Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });
        if (!whileOpen)
        {
            await _fixture.CloseAsync();
        }

        foreach (byte[] erased in new[] { Encoding.UTF8.GetBytes(Secret), Encoding.Unicode.GetBytes(Secret), BytesOf(666), BytesOf(667), [.. Enumerable.Repeat((byte)0xEE, 32)], Encoding.UTF8.GetBytes(new string('e', 64)) })
        {
            Assert.Empty(await FilesHoldingAsync(erased));
        }

        if (!whileOpen)
        {
            _fixture.Open();
        }

        Assert.Equal(100, Gallery.Info.Templates);
    }

    [Fact]
    public async Task After_a_rebuild_no_file_holds_replaced_metadata_or_a_removed_template()
    {
        await _fixture.EnrolManyAsync(20);
        await _fixture.EnrolAsync("a", 666, new Dictionary<string, string> { ["address"] = Secret });
        await _fixture.EnrolAsync("a", 667);
        await Gallery.UpdateSubjectAsync("a", new Dictionary<string, string> { ["address"] = "moved" });
        await Gallery.RemoveTemplateAsync("a", Gallery.FindSubject("a")!.Templates[0].TemplateId);

        await Gallery.RebuildAsync(new RebuildRequest { Threads = 1 });

        Assert.Empty(await FilesHoldingAsync(Encoding.UTF8.GetBytes(Secret)));
        Assert.Empty(await FilesHoldingAsync(BytesOf(666)));
        Assert.NotEmpty(await FilesHoldingAsync(BytesOf(667)));
        await _fixture.ReopenAsync(() => File.Delete(_fixture.Catalogue));
        Assert.Equal("moved", Gallery.FindSubject("a")!.Metadata["address"]);
        Assert.Null(_fixture.WhoIs(666));
        Assert.Equal("a", _fixture.WhoIs(667));
    }

    /// <summary>A stretch of a vector's bytes that no other vector has.</summary>
    private static byte[] BytesOf(int seed) => MemoryMarshal.AsBytes(Seeded.Unit(seed).AsSpan(4, 4)).ToArray();

    /// <summary>Looks through a copy, because the lock file is held while the gallery is open.</summary>
    private async Task<string[]> FilesHoldingAsync(byte[] bytes)
    {
        var holding = new List<string>();
        foreach (string file in Directory.GetFiles(_fixture.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            if ((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(bytes) >= 0)
            {
                holding.Add(file);
            }
        }

        return [.. holding];
    }
}
