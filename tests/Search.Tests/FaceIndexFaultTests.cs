using HyperFace.Search.Memory;
using HyperFace.Search.Tests.Support;
using static HyperFace.Search.Tests.Support.ForgedSnapshot;

namespace HyperFace.Search.Tests;

/// <summary>Linking that is stopped, waited for or fails, parts of a snapshot that are damaged, memory that is not there: each found by a reader, each with a test of its own.</summary>
public sealed class FaceIndexFaultTests : IDisposable
{
    private const int Dimension = 64;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_removed_before_a_linking_that_was_stopped_is_given_up_by_the_next()
    {
        using FaceIndex index = Filled(50);
        index.Add(100, 100, SeededVectors.Gaussian(7, Dimension));
        index.Link(1);
        index.Remove(new TemplateId(100));
        index.Add(101, 101, SeededVectors.Gaussian(500, Dimension));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => index.Link(1, null, stop.Token));
        index.Save(_folder["between"]);
        FaceIndex.Open(_folder["between"]).Dispose();
        index.Link(1);
        Assert.Equal((51, 51, 0), (index.Count, index.Linked, index.Pending));
        index.Save(_folder["after"]);
        FaceIndex.Open(_folder["after"]).Dispose();
    }

    [Fact]
    public void A_linking_does_not_wait_for_whoever_waits_for_it()
    {
        using FaceIndex index = Filled(50);
        index.Link(1);
        index.Remove(new TemplateId(7));
        index.Add(101, 101, SeededVectors.Gaussian(500, Dimension));
        Thread[] waiting = [];
        index.Link(1, new Reports(() =>
        {
            waiting =
            [
                new Thread(() => index.Save(_folder["index"])),
                new Thread(() => index.Link(1)),
                new Thread(() => index.Audit(1, seed: 1)),
                new Thread(() => index.Calibrate(1, seed: 1)),
                new Thread(() => index.Verify()),
            ];
            Array.ForEach(waiting, thread => thread.Start());
            Assert.True(SpinWait.SpinUntil(() => waiting.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !thread.IsAlive), TimeSpan.FromSeconds(60)));
        }));

        // It freed the place of the removed one: had it waited for those, it would have given up.
        Array.ForEach(waiting, thread => thread.Join());
        Assert.Equal((50, 50, 0), (index.Count, index.Linked, index.Pending));
        FaceIndex.Open(_folder["index"]).Dispose();
    }

    [Fact]
    public void Where_there_is_no_memory_nothing_is_handed_out_the_second_time_either()
    {
        var column = new Column(new ColumnShape(int.MaxValue, 13));
        Assert.Throws<OutOfMemoryException>(() => column.Reserve(1));
        Assert.Throws<OutOfMemoryException>(() => column.Reserve(1));
    }

    [Fact]
    public void A_snapshot_that_counts_more_free_slots_than_there_are_takes_templates_all_the_same()
    {
        ForgedSnapshot forged = Golden();
        forged.SetHeader(FreeOffset, forged.Header(FreeOffset) + 1);
        using FaceIndex index = FaceIndex.Map(Sealed(forged));
        for (int i = 0; i < 5; i++)
        {
            index.Add((ulong)i, 1, SeededVectors.Gaussian(i, Dimension));
            Assert.Equal((ulong)i, index.FindFirst(SeededVectors.Gaussian(i, Dimension), SearchMode.Certified));
        }
    }

    [Fact]
    public void A_node_that_is_called_free_is_refused_or_lets_go_of_first()
    {
        ForgedSnapshot forged = Golden();
        int node = Enumerable.Range(0, GoldenIndex.LinkedSlots).First(slot => forged.Bytes[forged.OffsetOf(Section.Dead) + slot] == 1 && forged.Field(Section.Records, slot, 0) >= 2);
        forged.SetByte(Section.Dead, node, 2);
        forged.SetHeader(FreeOffset, forged.Header(FreeOffset) + 1);
        string path = Sealed(forged);
        Assert.Throws<SnapshotFormatException>(() => FaceIndex.Open(path));
        using FaceIndex index = FaceIndex.Map(path);
        index.Link(1);
        for (int i = 0; i < 12; i++)
        {
            index.Add((ulong)i, 1, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(1);
        Assert.Equal(0, index.Audit(1, seed: 1).Unreachable);
    }

    [Fact]
    public void A_graph_without_an_entry_point_gets_one()
    {
        using (FaceIndex made = Filled(300))
        {
            made.Link(1);
            made.Save(_folder["index"]);
        }

        var forged = new ForgedSnapshot(File.ReadAllBytes(_folder["index"]));
        forged.SetHeader(EntryOffset, -1);
        using FaceIndex index = FaceIndex.Map(Sealed(forged));
        index.Link(1);
        Assert.Equal(7UL, index.FindFirst(SeededVectors.Gaussian(7, Dimension), SearchMode.Graph));
    }

    [Theory]
    [InlineData(Section.ByteFactors)]
    [InlineData(Section.ByteCodes)]
    [InlineData(Section.Records)]
    [InlineData(Section.Vectors)]
    [InlineData(Section.PeakBlocks)]
    [InlineData(Section.SignBlocks)]
    [InlineData(Section.PairCodes)]
    [InlineData(Section.KnownIds)]
    [InlineData(Section.Dead)]
    public void Damage_in_a_part_that_is_read_late_is_called_damage_whoever_comes_first(object section)
    {
        // More slots than a segment has, so that there is one that opening does not read.
        using (FaceIndex made = Filled(8800, m: 4))
        {
            made.Link(2);
            made.Save(_folder["index"]);
        }

        var forged = new ForgedSnapshot(File.ReadAllBytes(_folder["index"]));
        forged.Bytes[forged.OffsetOf((Section)section) + 1000] ^= 1;
        File.WriteAllBytes(_folder["index"], forged.Bytes);
        foreach (Action<FaceIndex> use in new Action<FaceIndex>[]
        {
            index => index.Verify(),
            index => index.Calibrate(200, seed: 1),
            index => index.Save(_folder["other"]),
            index => index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Exact, Threshold = 0.5f }),
            index => index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Certified, Threads = 2 }),
            index => AddAndLink(index),
        })
        {
            try
            {
                using FaceIndex index = FaceIndex.Map(_folder["index"]);
                use(index);
            }
            catch (SnapshotFormatException)
            {
                // And nothing else.
            }
        }

        Assert.Throws<SnapshotFormatException>(() =>
        {
            using FaceIndex untouched = FaceIndex.Open(_folder["index"]);
            untouched.Verify();
        });
    }

    [Fact]
    public void Damaged_peak_codes_take_no_memory_each_time_they_are_asked_for()
    {
        using (FaceIndex made = Filled(140_000))
        {
            made.Save(_folder["index"]);
        }

        var forged = new ForgedSnapshot(File.ReadAllBytes(_folder["index"]));
        forged.Bytes[forged.OffsetOf(Section.PeakBlocks) + 1000] ^= 1;
        File.WriteAllBytes(_folder["index"], forged.Bytes);
        using FaceIndex index = FaceIndex.Open(_folder["index"]);
        Assert.Throws<SnapshotFormatException>(() => index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Certified, Threshold = 0.9f }));
        long before = index.NativeBytes;
        for (int i = 0; i < 100; i++)
        {
            Assert.Throws<SnapshotFormatException>(() => index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { Mode = SearchMode.Certified, Threshold = 0.9f }));
        }

        Assert.Equal(before, index.NativeBytes);
    }

    [Fact]
    public void Copies_of_a_face_whose_first_template_was_removed_are_known_after_opening_too()
    {
        using FaceIndex kept = Filled(200);
        float[] face = SeededVectors.Gaussian(7, Dimension);
        kept.Add(1000, 1000, face);
        kept.Link(1);
        kept.Remove(new TemplateId(7));
        kept.Link(1);
        kept.Save(_folder["before"]);
        using FaceIndex opened = FaceIndex.Open(_folder["before"]);
        foreach (FaceIndex index in new[] { kept, opened })
        {
            for (int i = 0; i < 60; i++)
            {
                index.Add((ulong)(2000 + i), (uint)(2000 + i), face);
            }

            index.Link(1);
        }

        kept.Save(_folder["kept"]);
        opened.Save(_folder["opened"]);
        Assert.Equal(File.ReadAllBytes(_folder["kept"]), File.ReadAllBytes(_folder["opened"]));
    }

    [Fact]
    public void Requests_with_a_width_of_their_own_do_not_widen_the_walks_of_others()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 0, AuditEvery = 1, Graph = new HnswParameters { M = 4, EfConstruction = 12 } });
        for (int i = 0; i < 3000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Link(2);
        for (int i = 0; i < 200; i++)
        {
            index.Find(SeededVectors.Gaussian(i + 50_000, Dimension), new SearchRequest { MaxCandidates = 1, Ef = 1 });
            index.Find(SeededVectors.Gaussian(i + 50_000, Dimension), new SearchRequest { MaxCandidates = 1, MateRecall = 0.5 });
        }

        Assert.Equal(new WalkAudit(0, 0, 1), index.WalkAudit);
    }

    private static void AddAndLink(FaceIndex index)
    {
        for (int i = 0; i < 50; i++)
        {
            index.Add((ulong)(i + 100_000), 1, SeededVectors.Gaussian(i + 100_000, Dimension));
        }

        index.Link(2);
    }

    private static FaceIndex Filled(int count, int m = 16)
    {
        var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, Graph = new HnswParameters { M = m, EfConstruction = m < 16 ? 12 : 200 } });
        for (int i = 0; i < count; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        return index;
    }

    private static ForgedSnapshot Golden() => new(File.ReadAllBytes(GoldenIndex.PathOf(5, GoldenIndex.Coded)));

    private string Sealed(ForgedSnapshot forged)
    {
        string path = _folder["forged"];
        File.WriteAllBytes(path, forged.Seal().Bytes);
        return path;
    }

    private sealed class Reports(Action react) : IProgress<long>
    {
        public void Report(long value) => react();
    }
}
