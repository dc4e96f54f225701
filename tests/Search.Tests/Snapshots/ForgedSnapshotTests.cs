using CsCheck;
using HyperFace.Search.Tests.Support;
using static HyperFace.Search.Tests.Support.ForgedSnapshot;

namespace HyperFace.Search.Tests.Snapshots;

/// <summary>Files made by an enemy: every checksum is right, the numbers are not.</summary>
public sealed class ForgedSnapshotTests : IDisposable
{
    /// <summary>More than a small file can honestly need, far less than an impossible number would take.</summary>
    private const long MostAllocated = 4 << 20;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _golden = File.ReadAllBytes(GoldenIndex.PathOf(2));

    public ForgedSnapshotTests() => _path = _folder["index.hfx"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_forger_itself_seals_rightly()
    {
        Assert.Equal(_golden, new ForgedSnapshot(_golden).Seal().Bytes);
        var same = new ForgedSnapshot(_golden);
        same.Replace(Section.Subjects, same.ContentOf(Section.Subjects));
        Assert.Equal(_golden, same.Seal().Bytes);
    }

    [Theory]
    [InlineData(DimensionOffset, new[] { 0, 1, -1, 4097, 5, 7, int.MaxValue, int.MinValue })]
    [InlineData(ExactLimitOffset, new[] { -1, int.MinValue })]
    [InlineData(MOffset, new[] { 0, 1, -1, 3, 5, 129, int.MaxValue, int.MinValue })]
    [InlineData(EfConstructionOffset, new[] { 0, 3, -1, 4097, int.MaxValue })]
    [InlineData(EfSearchOffset, new[] { 0, -1, 65537, int.MaxValue })]
    [InlineData(SlotsOffset, new[] { 0, -1, 35, 39, 41, 1 << 30, int.MaxValue, int.MinValue })]
    [InlineData(LinkedOffset, new[] { 0, -1, 35, 37, 41, int.MaxValue, int.MinValue })]
    [InlineData(EntryOffset, new[] { -1, -2, 5, 12, 36, 40, int.MaxValue, int.MinValue })]
    [InlineData(ReservedOffset, new[] { 1, -1 })]
    [InlineData(MissProbabilityOffset + 4, new[] { 0, -1, 0x3FF00000, 0x7FF00000, int.MinValue })]
    [InlineData(SweepLimitOffset, new[] { -1, int.MinValue })]
    [InlineData(92, new[] { 1 })]
    [InlineData(152, new[] { 1 })]
    [InlineData(244, new[] { 1 })]
    public void An_impossible_number_in_the_header_is_refused(int offset, int[] values)
    {
        foreach (int value in values)
        {
            Refuses(forged => forged.SetHeader(offset, value));
        }
    }

    [Fact]
    public void An_impossible_length_of_a_section_is_refused()
    {
        foreach (Section section in Enum.GetValues<Section>())
        {
            long length = new ForgedSnapshot(_golden).LengthOf(section);
            foreach (long value in new[] { 0, -1, 1, length - 1, length + 1, length + 64, -length, int.MaxValue, 1L << 40, long.MaxValue, long.MaxValue - 63, long.MinValue })
            {
                Refuses(forged => forged.SetLength(section, value));
            }
        }
    }

    [Fact]
    public void Counts_that_a_file_of_this_length_cannot_hold_are_refused_before_memory_is_taken_for_them()
    {
        // All lengths in step with two thousand million slots.
        Refuses(forged =>
        {
            const int slots = 2_000_000_000;
            forged.SetHeader(SlotsOffset, slots);
            forged.SetHeader(LinkedOffset, slots);
            foreach ((Section section, long bytes) in new[] { (Section.Templates, 8L), (Section.Subjects, 4), (Section.Dead, 1), (Section.Vectors, GoldenIndex.Dimension * 4), (Section.Nodes, 8), (Section.Links, 36) })
            {
                forged.SetLength(section, slots * bytes);
            }
        });
    }

    [Fact]
    public void Death_marks_are_zero_or_one() => Refuses(forged => forged.SetByte(Section.Dead, 1, 2));

    [Fact]
    public void A_template_number_comes_once() => Refuses(forged => forged.SetInt(Section.Templates, 2 * 1, forged.Int(Section.Templates, 0)));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    [InlineData(2f)]
    public void A_live_vector_has_length_one(float value) => Refuses(forged => SetVector(forged, 0, value));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(3f)]
    public void A_removed_vector_has_length_one_or_none(float value) => Refuses(forged => SetVector(forged, 38, value));

    [Fact]
    public void A_removed_node_has_a_vector() => Refuses(forged => SetVector(forged, 20, 0));

    [Theory]
    [InlineData(-3)]
    [InlineData(16)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_level_is_in_its_range(int level) => Refuses(forged => SetLevel(forged, 0, level));

    [Fact]
    public void A_node_reaches_no_higher_than_the_upper_links_tell()
    {
        Refuses(forged => SetLevel(forged, 0, 15));
        Refuses(forged =>
        {
            for (int slot = 0; slot < GoldenIndex.Linked; slot++)
            {
                SetLevel(forged, slot, 15);
            }
        });
    }

    [Fact]
    public void A_live_template_has_a_place_in_the_graph() => Refuses(forged => SetLevel(forged, NodeOfLevelZero(forged), -1));

    [Fact]
    public void An_entry_point_is_there_exactly_when_there_are_nodes()
    {
        Refuses(forged => forged.SetHeader(EntryOffset, -1));
        Refuses(forged => forged.SetHeader(EntryOffset, 12));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(36)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_chain_stays_within_the_graph(int next) => Refuses(forged => SetNext(forged, 0, next));

    [Fact]
    public void Chains_are_neither_circles_nor_forks_nor_loose()
    {
        Refuses(forged => SetNext(forged, 12, 12));
        Refuses(forged => SetNext(forged, 12, 30));
        Refuses(forged => SetNext(forged, 12, GoldenIndex.FirstCopied));
        Refuses(forged => SetNext(forged, 12, 0));
        Refuses(forged => SetNext(forged, 0, 12));
        Refuses(forged => SetNext(forged, GoldenIndex.FirstCopied, -1));
        Refuses(forged => SetNext(forged, 5, 30));
        Refuses(forged => SetNext(forged, 5, 5));
        Refuses(forged =>
        {
            // A circle that hangs on no node.
            SetNext(forged, GoldenIndex.FirstCopied, -1);
            SetNext(forged, 30, 13);
            SetNext(forged, 13, 12);
            SetNext(forged, 12, 30);
        });
    }

    [Fact]
    public void A_chain_holds_copies_only() => Refuses(forged =>
    {
        byte[] vectors = forged.ContentOf(Section.Vectors);
        const int bytes = GoldenIndex.Dimension * 4;
        vectors.AsSpan(0, bytes).CopyTo(vectors.AsSpan(12 * bytes));
        forged.Replace(Section.Vectors, vectors);
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_list_holds_no_more_links_than_it_has_room_for(int count)
    {
        Refuses(forged => forged.SetInt(Section.Links, 0, count));
        Refuses(forged => forged.SetInt(Section.UpperLinks, 0, count));
    }

    [Fact]
    public void Behind_the_links_of_a_slot_is_nothing()
    {
        const int record = 9;
        Refuses(forged => forged.SetInt(Section.Links, 12 * record, 1));
        Refuses(forged => forged.SetInt(Section.Links, (12 * record) + 8, 1));
        Refuses(forged =>
        {
            int count = forged.Int(Section.Links, 0);
            Assert.InRange(count, 1, 7);
            forged.SetInt(Section.Links, 1 + count, 1);
        });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(36)]
    [InlineData(39)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_link_leads_to_a_node(int slot)
    {
        Refuses(forged => forged.SetInt(Section.Links, 1, slot));
        Refuses(forged => forged.SetInt(Section.UpperLinks, FirstUpperLink(forged), slot));
    }

    [Fact]
    public void An_upper_link_leads_to_a_node_of_that_layer() =>
        Refuses(forged => forged.SetInt(Section.UpperLinks, FirstUpperLink(forged), NodeOfLevelZero(forged)));

    [Fact]
    public void The_upper_links_end_where_they_should()
    {
        Refuses(forged => forged.Replace(Section.UpperLinks, forged.ContentOf(Section.UpperLinks)[..^4]));
        Refuses(forged => forged.Replace(Section.UpperLinks, forged.ContentOf(Section.UpperLinks)[..^1]));
        Refuses(forged => forged.Replace(Section.UpperLinks, []));
        Refuses(forged => forged.Replace(Section.UpperLinks, [.. forged.ContentOf(Section.UpperLinks), 0, 0, 0, 0]));
    }

    [Fact]
    public void Whatever_stands_in_a_sealed_file_it_is_refused_or_it_works() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1 << 20], Gen.OneOf(Gen.Int[-3, 45], Gen.Int)).Array[1, 4].Sample(
            changes =>
            {
                var forged = new ForgedSnapshot(_golden);
                foreach ((int section, int index, int value) in changes)
                {
                    forged.SetInt((Section)section, index % ((int)forged.LengthOf((Section)section) / 4), value);
                }

                string path = Path.Combine(_folder.Path, Guid.NewGuid().ToString());
                File.WriteAllBytes(path, forged.Seal().Bytes);
                Exercise(path);
                File.Delete(path);
            },
            iter: 3000);

    /// <summary>Every search, linking and saving ends; whom they find is another question, for the links may be poor.</summary>
    private static void Exercise(string path)
    {
        try
        {
            using FaceIndex index = FaceIndex.Open(path);
            for (int slot = 0; slot < GoldenIndex.Slots; slot += 5)
            {
                foreach (SearchMode mode in Enum.GetValues<SearchMode>())
                {
                    Candidate[] found = index.Find(GoldenIndex.VectorOf(slot), new SearchRequest { MaxCandidates = 30, Mode = mode });
                    Assert.All(found, candidate => Assert.InRange(candidate.Similarity, -1, 1));
                }
            }

            index.Remove(new TemplateId(1));
            index.Add(1, 1, [1, 2, 3, 4, 5, 6]);
            index.Link(1);
            Assert.Equal(0, index.Audit(3, seed: 1).Unreachable);
            index.Save(path);
            FaceIndex.Open(path).Dispose();
        }
        catch (SnapshotFormatException)
        {
            // Refused.
        }
    }

    private static int NodeOfLevelZero(ForgedSnapshot forged) =>
        Enumerable.Range(0, GoldenIndex.Linked).First(slot => forged.Int(Section.Nodes, 2 * slot) == 0 && slot is not (20 or GoldenIndex.FirstCopied));

    /// <summary>Where in the section the first link of a list that has one stands.</summary>
    private static int FirstUpperLink(ForgedSnapshot forged)
    {
        int place = 0;
        while (forged.Int(Section.UpperLinks, place) == 0)
        {
            place++;
        }

        return place + 1;
    }

    private static void SetLevel(ForgedSnapshot forged, int slot, int level) => forged.SetInt(Section.Nodes, 2 * slot, level);

    private static void SetNext(ForgedSnapshot forged, int slot, int next) => forged.SetInt(Section.Nodes, (2 * slot) + 1, next);

    private static void SetVector(ForgedSnapshot forged, int slot, float value)
    {
        for (int i = 0; i < GoldenIndex.Dimension; i++)
        {
            forged.SetFloat(Section.Vectors, (slot * GoldenIndex.Dimension) + i, value);
        }
    }

    private void Refuses(Action<ForgedSnapshot> forge)
    {
        var forged = new ForgedSnapshot(_golden);
        forge(forged);
        File.WriteAllBytes(_path, forged.Seal().Bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SnapshotFormatException refusal = Assert.Throws<SnapshotFormatException>(() => FaceIndex.Open(_path).Dispose());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.Contains(_path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("checksum", refusal.Message, StringComparison.Ordinal);
    }
}
