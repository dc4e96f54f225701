using CsCheck;
using HyperFace.Search.Tests.Support;
using static HyperFace.Search.Tests.Support.ForgedSnapshot;

namespace HyperFace.Search.Tests.Snapshots;

/// <summary>Files made by an enemy: every checksum is right, the numbers are not.</summary>
public sealed class ForgedSnapshotTests : IDisposable
{
    /// <summary>More than a small file can honestly need, far less than an impossible number would take.</summary>
    private const long MostAllocated = 4 << 20;

    private const int Level = 0;
    private const int Chain = 1;
    private const int UpperFirst = 2;
    private const int UpperCount = 3;
    private const int Count = 4;
    private const int Settled = 5;
    private const int Links = 6;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;
    private readonly byte[] _golden = File.ReadAllBytes(GoldenIndex.PathOf(5));
    private readonly byte[] _coded = File.ReadAllBytes(GoldenIndex.PathOf(5, GoldenIndex.Coded));

    public ForgedSnapshotTests() => _path = _folder["index.hfx"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_forger_itself_seals_rightly()
    {
        Assert.Equal(_golden, new ForgedSnapshot(_golden).Seal().Bytes);
        Assert.Equal(_coded, new ForgedSnapshot(_coded).Seal().Bytes);
    }

    [Theory]
    [InlineData(DimensionOffset, new[] { 0, 1, -1, 4097, 17, 70, int.MaxValue, int.MinValue })]
    [InlineData(ExactLimitOffset, new[] { -1, int.MinValue })]
    [InlineData(MOffset, new[] { 0, 1, -1, 2, 9, 129, int.MaxValue, int.MinValue })]
    [InlineData(EfConstructionOffset, new[] { 0, 3, -1, 4097, int.MaxValue })]
    [InlineData(EfSearchOffset, new[] { 0, -1, 65537, int.MaxValue })]
    [InlineData(SlotsOffset, new[] { 0, -1, 35, 39, 41, 1 << 30, int.MaxValue, int.MinValue })]
    [InlineData(LinkedOffset, new[] { 0, -1, 35, 37, 41, int.MaxValue, int.MinValue })]
    [InlineData(EntryOffset, new[] { -1, -2, 9, 12, 36, 40, int.MaxValue, int.MinValue })]
    [InlineData(LargestErrorOffset, new[] { -1, int.MinValue + 1, 0x7FC00000, 0x7F800000, 0x40800000 })]
    [InlineData(MissProbabilityOffset + 4, new[] { 0, -1, 0x3FF00000, 0x7FF00000, int.MinValue })]
    [InlineData(SweepLimitOffset, new[] { -1, int.MinValue })]
    [InlineData(LiveOffset, new[] { 0, -1, 34, 36, 39, int.MaxValue, int.MinValue })]
    [InlineData(UpperListsOffset, new[] { 0, -1, 1, 100, int.MaxValue, int.MinValue })]
    [InlineData(WaitingOffset, new[] { -1, 17, 37, int.MaxValue, int.MinValue })]
    [InlineData(FreeOffset, new[] { -1, 1, int.MaxValue, int.MinValue })]
    [InlineData(MateRecallOffset + 4, new[] { 0, -1, 0x3FF80000, 0x7FF00000, int.MinValue })]
    [InlineData(AuditEveryOffset, new[] { -1, int.MinValue })]
    [InlineData(120, new[] { 1, -1, int.MinValue })]
    [InlineData(124, new[] { 1, -1, 15, int.MaxValue, int.MinValue })]
    [InlineData(128, new[] { 1 })]
    [InlineData(244, new[] { 1 })]
    public void An_impossible_number_in_the_header_is_refused(int offset, int[] values)
    {
        foreach (int value in values)
        {
            Refuses(forged => forged.SetHeader(offset, value));
        }
    }

    [Fact]
    public void Counts_that_a_file_of_this_length_cannot_hold_are_refused_before_memory_is_taken_for_them() => Refuses(forged =>
    {
        foreach (int offset in new[] { SlotsOffset, LinkedOffset, LiveOffset, UpperListsOffset, WaitingOffset })
        {
            forged.SetHeader(offset, 2_000_000_000);
        }
    });

    [Fact]
    public void Death_marks_are_zero_one_or_two()
    {
        Refuses(forged => forged.SetByte(Section.Dead, 1, 3));
        Refuses(forged => forged.SetByte(Section.Dead, 20, 2));
        Refuses(forged => forged.SetByte(Section.Dead, 1, 1));
        Refuses(forged => forged.SetByte(Section.Dead, 20, 0));
    }

    [Fact]
    public void A_template_is_where_the_sorted_list_says()
    {
        Refuses(forged => forged.SetInt(Section.Templates, 0, 5));
        Refuses(forged => forged.SetInt(Section.KnownIds, 0, 5));
        Refuses(forged => forged.SetInt(Section.KnownIds, 2, forged.Int(Section.KnownIds, 0)));
        Refuses(forged => forged.SetInt(Section.KnownSlots, 0, 1));
        Refuses(forged => forged.SetInt(Section.KnownSlots, 0, -1));
        Refuses(forged => forged.SetInt(Section.KnownSlots, 0, GoldenIndex.Slots));
    }

    [Fact]
    public void Who_waits_is_there_and_in_no_other_place()
    {
        Refuses(forged => forged.SetInt(Section.Waiting, 0, -1));
        Refuses(forged => forged.SetInt(Section.Waiting, 0, GoldenIndex.LinkedSlots));
        Refuses(forged => forged.SetInt(Section.Waiting, 0, 0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(0f)]
    [InlineData(2f)]
    public void A_live_vector_has_length_one(float value) => Refuses(forged => SetVector(forged, 0, value));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(3f)]
    public void A_removed_vector_has_length_one_or_none(float value) => Refuses(forged => SetVector(forged, 20, value));

    [Fact]
    public void Behind_a_vector_is_nothing() => Refuses(forged => forged.SetFloat(Section.Vectors, GoldenIndex.Plain, 1));

    [Theory]
    [InlineData(-1)]
    [InlineData(18)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_level_is_in_its_range(int level) => Refuses(forged => forged.SetField(Section.Records, 0, Level, level));

    [Fact]
    public void A_node_reaches_no_higher_than_its_upper_lists()
    {
        Refuses(forged => forged.SetField(Section.Records, 0, Level, 17));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperFirst, 0));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperFirst, -1));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperFirst, int.MaxValue));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperFirst, forged.Header(UpperListsOffset) + 1));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperCount, 0));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperCount, 16));
        Refuses(forged => forged.SetField(Section.Records, HighNode(forged), UpperCount, -1));
    }

    [Fact]
    public void A_live_template_has_a_place_in_the_graph() => Refuses(forged =>
    {
        int node = NodeOfLevelZero(forged);
        for (int field = 0; field < Links + 8; field++)
        {
            forged.SetField(Section.Records, node, field, 0);
        }
    });

    [Fact]
    public void An_entry_point_is_there_exactly_when_there_are_nodes()
    {
        Refuses(forged => forged.SetHeader(EntryOffset, -1));
        Refuses(forged => forged.SetHeader(EntryOffset, 12));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(37)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_chain_stays_within_the_graph(int next) => Refuses(forged => forged.SetField(Section.Records, 0, Chain, next));

    [Fact]
    public void Chains_are_neither_circles_nor_forks_nor_loose()
    {
        Refuses(forged => SetNext(forged, 12, 12));
        Refuses(forged => SetNext(forged, 12, 30));
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
        int stride = forged.StrideOf(Section.Vectors);
        int vectors = forged.OffsetOf(Section.Vectors);
        forged.Bytes.AsSpan(vectors, stride).CopyTo(forged.Bytes.AsSpan(vectors + (12 * stride)));
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_list_holds_no_more_links_than_it_has_room_for(int count)
    {
        Refuses(forged => forged.SetField(Section.Records, 0, Count, count));
        Refuses(forged => forged.SetField(Section.Records, 0, Settled, count));
        Refuses(forged => forged.SetField(Section.Upper, 0, 0, count));
        Refuses(forged => forged.SetField(Section.Upper, 0, 1, count));
    }

    [Fact]
    public void Behind_the_links_of_a_slot_is_nothing()
    {
        Refuses(forged => forged.SetField(Section.Records, 12, Count, 1));
        Refuses(forged => forged.SetField(Section.Records, 12, Links + 7, 1));
        Refuses(forged =>
        {
            int count = forged.Field(Section.Records, 0, Count);
            Assert.InRange(count, 1, 7);
            forged.SetField(Section.Records, 0, Links + count, 1);
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
        Refuses(forged => forged.SetField(Section.Records, 0, Links, slot));
        Refuses(forged => forged.SetField(Section.Upper, FirstUpperList(forged), 2, slot));
    }

    [Fact]
    public void An_upper_link_leads_to_a_node_of_that_layer() =>
        Refuses(forged => forged.SetField(Section.Upper, FirstUpperList(forged), 2, NodeOfLevelZero(forged)));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.5f)]
    [InlineData(1.5f)]
    [InlineData(float.PositiveInfinity)]
    public void Factors_of_codes_are_in_their_range(float factor)
    {
        RefusesCoded(forged => forged.SetFloat(Section.SignBlocks, GoldenIndex.Coded, factor));
        RefusesCoded(forged => forged.SetFloat(Section.PeakBlocks, (GoldenIndex.Coded / 2) + 31, factor));
        RefusesCoded(forged => forged.SetFloat(Section.PairFactors, 0, factor));
        RefusesCoded(forged => forged.SetFloat(Section.PairFactors, 1, factor));
        RefusesCoded(forged => forged.SetFloat(Section.ByteFactors, 0, factor));
        RefusesCoded(forged => forged.SetFloat(Section.ByteFactors, 1, factor));
    }

    [Fact]
    public void No_code_stands_for_something_at_right_angles_to_the_vector()
    {
        RefusesCoded(forged => forged.SetFloat(Section.SignBlocks, GoldenIndex.Coded, 0));
        RefusesCoded(forged => forged.SetFloat(Section.PeakBlocks, GoldenIndex.Coded / 2, 0));
    }

    [Fact]
    public void No_byte_of_a_code_is_one_that_has_no_negative() => RefusesCoded(forged => forged.SetByte(Section.ByteCodes, 70, 0x80));

    [Fact]
    public void A_chain_that_leads_to_a_node_makes_no_circle_whatever_comes_and_goes()
    {
        // A record by itself may say so. A file that is not checked whole is opened; who follows the chain does not take a node for a copy.
        var forged = new ForgedSnapshot(_golden);
        int[] nodes = [.. Enumerable.Range(14, 6).Concat(Enumerable.Range(21, 9)).Where(slot => forged.Field(Section.Records, slot, Level) == 2)];
        (int node, int other) = (nodes[0], nodes[^1]);
        SetNext(forged, node, other);
        string path = Path.Combine(_folder.Path, "circle");
        File.WriteAllBytes(path, forged.Seal().Bytes);
        Assert.Throws<SnapshotFormatException>(() => FaceIndex.Open(path));
        using FaceIndex index = FaceIndex.Map(path);
        AddCopies(6000, 40);
        index.Remove(new TemplateId(1000 + (3 * (ulong)other)));
        index.Link(1);
        AddCopies(7000, 40); // Some of them into slots that were let go, the other's among them.
        Candidate[] found = index.Find(GoldenIndex.VectorOf(node), new SearchRequest { MaxCandidates = 81, Mode = SearchMode.Graph, Ef = 100 });
        Assert.Equal(81, found.Count(candidate => candidate.Similarity > 0.9999f));

        void AddCopies(ulong first, int count)
        {
            for (ulong i = 0; i < (ulong)count; i++)
            {
                index.Add(first + i, (uint)(first + i), GoldenIndex.VectorOf(node));
            }

            index.Link(1);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_stands_in_a_sealed_file_it_is_refused_or_it_works(bool isCoded)
    {
        byte[] golden = isCoded ? _coded : _golden;
        Gen.Select(Gen.Int[0, (int)Section.Waiting], Gen.Int[0, 1 << 20], Gen.OneOf(Gen.Int[-3, 45], Gen.Int)).Array[1, 4].Sample(
            changes =>
            {
                var forged = new ForgedSnapshot(golden);
                foreach ((int section, int index, int value) in changes)
                {
                    if (forged.LengthOf((Section)section) is > 0 and long length)
                    {
                        forged.SetInt((Section)section, index % (int)(length / 4), value);
                    }
                }

                string path = Path.Combine(_folder.Path, Guid.NewGuid().ToString());
                File.WriteAllBytes(path, forged.Seal().Bytes);
                Exercise(() => FaceIndex.Open(path), path, isCoded);

                // A large file is not checked whole when it is opened: what each part says by itself must be enough.
                File.WriteAllBytes(path, forged.Bytes);
                Exercise(() => FaceIndex.Map(path), path, isCoded);
                File.Delete(path);
            },
            iter: 2000);
    }

    /// <summary>Every search, linking and saving ends; whom they find is another question, for the links may be poor.</summary>
    private static void Exercise(Func<FaceIndex> open, string path, bool isCoded)
    {
        int dimension = isCoded ? GoldenIndex.Coded : GoldenIndex.Plain;
        bool isWhole = false;
        try
        {
            using FaceIndex index = open();
            index.Verify(TestContext.Current.CancellationToken);
            isWhole = true;
        }
        catch (SnapshotFormatException)
        {
            // Refused by the thorough check, if not before.
        }

        try
        {
            using FaceIndex index = open();
            for (int slot = 0; slot < GoldenIndex.Slots; slot += 5)
            {
                foreach (SearchMode mode in Enum.GetValues<SearchMode>())
                {
                    Candidate[] found = index.Find(GoldenIndex.VectorOf(slot, dimension), new SearchRequest { MaxCandidates = 30, Mode = mode });
                    Assert.All(found, candidate => Assert.InRange(candidate.Similarity, -1, 1));
                }
            }

            index.Remove(new TemplateId(1000));
            index.Add(1, 1, SeededVectors.Gaussian(5, dimension));
            index.Link(1);
            index.Add(2, 1, SeededVectors.Gaussian(6, dimension));
            index.Update(new TemplateId(2), new SubjectKey(2), SeededVectors.Gaussian(7, dimension));
            index.Link(2);
            AddCopies(index, dimension);
            Assert.Equal(0, index.Audit(3, seed: 1).Unreachable);
            index.Save(path);
        }
        catch (SnapshotFormatException) when (!isWhole)
        {
            return;
        }

        if (isWhole)
        {
            // What was sound when it came is sound when it goes.
            FaceIndex.Open(path).Dispose();
        }
    }

    /// <summary>Copies of one vector come, go and come again, into slots that were others' before.</summary>
    private static void AddCopies(FaceIndex index, int dimension)
    {
        for (ulong id = 5000; id < 5006; id++)
        {
            index.Add(id, 1, GoldenIndex.VectorOf(21, dimension));
            index.Remove(new TemplateId(id - 3));
            index.Link(1);
        }
    }

    private static int NodeOfLevelZero(ForgedSnapshot forged) =>
        Enumerable.Range(0, GoldenIndex.LinkedSlots).First(slot => forged.Field(Section.Records, slot, Level) == 2 && slot is not (20 or GoldenIndex.FirstCopied));

    private static int HighNode(ForgedSnapshot forged) =>
        Enumerable.Range(0, GoldenIndex.LinkedSlots).First(slot => forged.Field(Section.Records, slot, Level) > 2);

    /// <summary>The first upper list that has a link.</summary>
    private static int FirstUpperList(ForgedSnapshot forged) =>
        Enumerable.Range(0, forged.Header(UpperListsOffset)).First(list => forged.Field(Section.Upper, list, 0) > 0);

    private static void SetNext(ForgedSnapshot forged, int slot, int next) => forged.SetField(Section.Records, slot, Chain, next + 1);

    private static void SetVector(ForgedSnapshot forged, int slot, float value)
    {
        for (int i = 0; i < GoldenIndex.Plain; i++)
        {
            forged.SetFloat(Section.Vectors, (slot * 16) + i, value);
        }
    }

    private void Refuses(Action<ForgedSnapshot> forge) => Refuses(_golden, forge);

    private void RefusesCoded(Action<ForgedSnapshot> forge) => Refuses(_coded, forge);

    private void Refuses(byte[] golden, Action<ForgedSnapshot> forge)
    {
        var forged = new ForgedSnapshot(golden);
        forge(forged);
        Assert.NotEqual(golden, forged.Seal().Bytes);
        File.WriteAllBytes(_path, forged.Bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SnapshotFormatException refusal = Assert.Throws<SnapshotFormatException>(() => FaceIndex.Open(_path).Dispose());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        Assert.Contains(_path, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("checksum", refusal.Message, StringComparison.Ordinal);
    }
}
