using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Snapshots;

/// <summary>Files written by released versions: they must open for ever. See the policy in docs/formats/index-snapshot.md.</summary>
public sealed class GoldenSnapshotTests : IDisposable
{
    private const int NewestVersion = 2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_snapshot_of_every_version_opens_and_answers_right(int version)
    {
        using FaceIndex index = FaceIndex.Open(GoldenIndex.PathOf(version));
        BruteForce expected = GoldenIndex.Expected();
        Assert.Equal((expected.Count, GoldenIndex.Linked, GoldenIndex.Slots - GoldenIndex.Linked), (index.Count, index.Linked, index.Pending));
        Assert.Equal((GoldenIndex.Dimension, GoldenIndex.Stamp), (index.Dimension, index.Stamp));
        for (int slot = 0; slot < GoldenIndex.Slots; slot++)
        {
            float[] probe = SeededVectors.Beside(GoldenIndex.VectorOf(slot), 0.5, slot);
            foreach (SearchMode mode in Enum.GetValues<SearchMode>())
            {
                var request = new SearchRequest { MaxCandidates = 30, Mode = mode, Ef = 100 };
                expected.RequireAnswer(probe, request, index.Find(probe, request));
            }
        }
    }

    [Fact]
    public void Todays_code_writes_the_bytes_of_the_newest_golden_file()
    {
        using FaceIndex index = GoldenIndex.Build();
        index.Save(_folder["index"], GoldenIndex.Stamp);
        Assert.Equal(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion)), File.ReadAllBytes(_folder["index"]));
    }

    [Fact]
    public void A_golden_file_opened_and_saved_again_has_the_same_bytes()
    {
        using FaceIndex index = FaceIndex.Open(GoldenIndex.PathOf(NewestVersion));
        index.Save(_folder["index"], index.Stamp);
        Assert.Equal(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion)), File.ReadAllBytes(_folder["index"]));
    }

    [Fact]
    public void The_golden_index_has_one_of_everything()
    {
        var golden = new ForgedSnapshot(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion)));
        int[] levels = [.. Enumerable.Range(0, GoldenIndex.Linked).Select(slot => golden.Int(ForgedSnapshot.Section.Nodes, 2 * slot))];
        Assert.Contains(levels, level => level >= 2);
        Assert.Equal(2, levels.Count(level => level == -1));
        Assert.Equal(3, levels.Count(level => level == -2));
        Assert.Equal(5, golden.ContentOf(ForgedSnapshot.Section.Dead).Sum(mark => mark));
        Assert.True(golden.LengthOf(ForgedSnapshot.Section.UpperLinks) > 0);
    }

    /// <summary>Run by name, once for each new version of the format: <c>-method "*Write_the_golden_file" -explicit only</c>. A file that was released is never written again.</summary>
    [Fact(Explicit = true)]
    public void Write_the_golden_file()
    {
        using FaceIndex index = GoldenIndex.Build();
        index.Save(GoldenIndex.PathOf(NewestVersion), GoldenIndex.Stamp);
        TestContext.Current.SendDiagnosticMessage($"Written: {GoldenIndex.PathOf(NewestVersion)}; copy it to tests/Search.Tests/Golden.");
    }
}
