using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Snapshots;

/// <summary>Files written by released versions: they must open for ever. See the policy in docs/formats/index-snapshot.md.</summary>
public sealed class GoldenSnapshotTests : IDisposable
{
    private const int NewestVersion = 5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(5, GoldenIndex.Plain)]
    [InlineData(5, GoldenIndex.Coded)]
    [InlineData(5, GoldenIndex.InParts)]
    public void A_snapshot_of_every_version_opens_and_answers_right(int version, int dimension)
    {
        using FaceIndex index = FaceIndex.Open(GoldenIndex.PathOf(version, dimension));
        BruteForce expected = GoldenIndex.Expected(dimension);
        Assert.Equal((expected.Count, GoldenIndex.LinkedSlots - GoldenIndex.Waiting, GoldenIndex.Templates - GoldenIndex.LinkedSlots), (index.Count, index.Linked, index.Pending));
        Assert.Equal((dimension, GoldenIndex.Stamp), (index.Dimension, index.Stamp));
        for (int slot = 0; slot < GoldenIndex.Templates; slot++)
        {
            float[] probe = SeededVectors.Beside(GoldenIndex.VectorOf(slot, dimension), 0.5, slot);
            foreach (SearchMode mode in Enum.GetValues<SearchMode>())
            {
                var request = new SearchRequest { MaxCandidates = 30, Mode = mode, Ef = 100 };
                expected.RequireAnswer(probe, request, index.Find(probe, request));
            }
        }
    }

    [Theory]
    [InlineData(GoldenIndex.Plain)]
    [InlineData(GoldenIndex.Coded)]
    [InlineData(GoldenIndex.InParts)]
    public void Todays_code_writes_the_bytes_of_the_newest_golden_file(int dimension)
    {
        using FaceIndex index = GoldenIndex.Build(dimension);
        index.Save(_folder["index"], GoldenIndex.Stamp);
        Assert.Equal(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion, dimension)), File.ReadAllBytes(_folder["index"]));
    }

    [Theory]
    [InlineData(GoldenIndex.Plain)]
    [InlineData(GoldenIndex.Coded)]
    [InlineData(GoldenIndex.InParts)]
    public void A_golden_file_opened_and_saved_again_has_the_same_bytes(int dimension)
    {
        using FaceIndex index = FaceIndex.Open(GoldenIndex.PathOf(NewestVersion, dimension));
        index.Save(_folder["index"], index.Stamp);
        Assert.Equal(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion, dimension)), File.ReadAllBytes(_folder["index"]));
    }

    [Fact]
    public void The_golden_index_has_one_of_everything()
    {
        var golden = new ForgedSnapshot(File.ReadAllBytes(GoldenIndex.PathOf(NewestVersion)));
        int[] levels = [.. Enumerable.Range(0, GoldenIndex.LinkedSlots).Select(slot => golden.Field(ForgedSnapshot.Section.Records, slot, 0))];
        Assert.Contains(levels, level => level >= 4);
        Assert.Equal(2, levels.Count(level => level == 0));
        Assert.Equal(3, levels.Count(level => level == 1));
        Assert.Equal(3, golden.ContentOf(ForgedSnapshot.Section.Dead).Sum(mark => mark));
        Assert.Equal(GoldenIndex.Waiting, golden.Header(ForgedSnapshot.WaitingOffset));
        Assert.True(golden.LengthOf(ForgedSnapshot.Section.Upper) > 0);
    }

    /// <summary>Run by name, once for each new version of the format: <c>-method "*Write_the_golden_file" -explicit only</c>. A file that was released is never written again.</summary>
    [Fact(Explicit = true)]
    public void Write_the_golden_file()
    {
        foreach (int dimension in new[] { GoldenIndex.Plain, GoldenIndex.Coded, GoldenIndex.InParts })
        {
            using FaceIndex index = GoldenIndex.Build(dimension);
            index.Save(GoldenIndex.PathOf(NewestVersion, dimension), GoldenIndex.Stamp);
            TestContext.Current.SendDiagnosticMessage($"Written: {GoldenIndex.PathOf(NewestVersion, dimension)}; copy it to tests/Search.Tests/Golden.");
        }
    }
}
