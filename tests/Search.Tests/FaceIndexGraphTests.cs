using HyperFace.Search.Graph;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>Input that has torn graphs apart: copies, near copies, islands, the dead in front, every order of insertion.</summary>
public sealed class FaceIndexGraphTests
{
    private const int Dimension = 32;
    private const int Coded = 64;

    [Theory]
    [InlineData(Dimension, 500)]
    [InlineData(Coded, 500)]
    [InlineData(Coded, 5000)]
    public void Copies_cut_nobody_off(int dimension, int many)
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension });
        float[] copy = SeededVectors.Gaussian(-1, dimension);
        for (int i = 0; i < many + 1000; i++)
        {
            index.Add((ulong)i, (uint)i, VectorOf(i));
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(0, many + 1000).Where(i => i % 3 != 0 && i < 1500), VectorOf);
        Candidate[] copies = index.Find(copy, new SearchRequest { MaxCandidates = 500, Mode = SearchMode.Graph });
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (ulong)(3 * i)), copies.Select(candidate => candidate.Template.Value));
        Assert.All(copies, candidate => Assert.Equal(copies[0].Similarity, candidate.Similarity));

        // The node that holds the chain goes, and a copy comes.
        index.Remove(new TemplateId(0));
        index.Add(20_000, 20_000, copy);
        index.Link(1);
        SearchAnswer answer = index.SearchAll(copy, 0.999f, default, []);
        Assert.Equal(many, answer.Count);
        Assert.Equal(Math.Min(many, 1000), index.Find(copy, new SearchRequest { MaxCandidates = 1000, Threshold = 0.999f, Mode = SearchMode.Graph }).Length);

        // The first 1,500 are copies and others by turns; whatever comes behind them is a copy.
        float[] VectorOf(int i) => i % 3 == 0 || i >= 1500 ? copy : SeededVectors.Gaussian(i, dimension);
    }

    /// <summary>Whoever stands in an upper layer goes, the entry point with them, at once or layer by layer; then they come back.</summary>
    [Theory]
    [InlineData(Dimension, 1)]
    [InlineData(Dimension, 2)]
    [InlineData(Coded, 1)]
    [InlineData(Coded, 2)]
    public void All_of_the_upper_layers_removed_cut_nobody_off(int dimension, int least)
    {
        var parameters = new HnswParameters { M = 6, EfConstruction = 100, EfSearch = 300 };
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = dimension, Graph = parameters });
        int[] upper = [.. Enumerable.Range(0, 2000).Where(i => NodeLevel.Of((ulong)i, parameters.Seed, parameters.M) >= least)];
        int[] rest = [.. Enumerable.Range(0, 2000).Except(upper)];
        Assert.InRange(upper.Length, 20, 1000);
        AddAll(Enumerable.Range(0, 2000));
        foreach (int i in upper)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        RequireEverybodyFound(index, rest, VectorOf);
        index.Link(2);
        RequireEverybodyFound(index, rest, VectorOf);
        AddAll(upper);
        RequireEverybodyFound(index, Enumerable.Range(0, 2000), VectorOf);

        float[] VectorOf(int i) => SeededVectors.Gaussian(i, dimension);

        void AddAll(IEnumerable<int> ids)
        {
            foreach (int i in ids)
            {
                index.Add((ulong)i, (uint)i, VectorOf(i));
            }

            index.Link(2);
        }
    }

    [Fact]
    public void Nothing_but_copies_is_found_whole()
    {
        using FaceIndex index = Empty();
        for (int i = 0; i < 1000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(1, Dimension));
        }

        index.Link(2);
        Assert.Equal(1000, index.Find(SeededVectors.Gaussian(1, Dimension), new SearchRequest { MaxCandidates = 1000, Mode = SearchMode.Graph }).Length);
    }

    [Fact]
    public void A_crowd_of_near_copies_cuts_nobody_off()
    {
        using FaceIndex index = Empty();
        float[] face = SeededVectors.Gaussian(-1, Dimension);
        for (int i = 0; i < 1500; i++)
        {
            index.Add((ulong)i, (uint)i, VectorOf(i));
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(0, 1500), VectorOf);

        float[] VectorOf(int i) => i % 3 == 0 ? SeededVectors.Beside(face, 1e-3, i) : SeededVectors.Gaussian(i, Dimension);
    }

    /// <summary>Byte codes do not show what differs in the last bits: vectors that are the same to every walk are one node.</summary>
    [Fact]
    public void A_crowd_that_codes_do_not_tell_apart_cuts_nobody_off_and_is_told_apart_in_the_end()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Coded });
        float[] face = SeededVectors.Gaussian(-1, Coded);
        for (int i = 0; i < 3000; i++)
        {
            index.Add((ulong)i, (uint)i, VectorOf(i));
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(0, 3000).Where(i => i % 3 != 0), VectorOf);
        var request = new SearchRequest { MaxCandidates = 1000, Threshold = 0.999f };
        Candidate[] expected = index.Find(face, request with { Mode = SearchMode.Exact });
        Assert.Equal(1000, expected.Length);
        Assert.Equal(expected, index.Find(face, request with { Mode = SearchMode.Graph, Ef = 1000 }));

        // Each third is the face, but for the last bits of one value.
        float[] VectorOf(int i)
        {
            if (i % 3 != 0)
            {
                return SeededVectors.Gaussian(i, Coded);
            }

            float[] near = [.. face];
            near[i / 3 % Coded] *= 1 + (i / 3 * 1e-8f);
            return near;
        }
    }

    /// <summary>Candidates are subjects: a view full of one subject's templates ends before the next subject comes into it.</summary>
    [Fact]
    public void A_subject_of_many_templates_does_not_take_the_others_places()
    {
        const int Each = 300;
        using FaceIndex index = Crowded(TimeProvider.System);
        float[] probe = SeededVectors.Gaussian(3, Coded);
        var request = new SearchRequest { MaxCandidates = 10 };
        Assert.Equal(index.Find(probe, request with { Mode = SearchMode.Exact }), index.Find(probe, request, out SearchAnswer answer));
        Assert.Equal((ModeReason.WalkStarved, true, 10), (answer.Reason, answer.Complete, answer.Count));

        // Where it costs little, a wider walk is enough.
        using FaceIndex fast = Crowded(new StepClock(TimeSpan.Zero));
        fast.Find(probe, new SearchRequest { MaxCandidates = 1 });
        Assert.Equal(index.Find(probe, request with { Mode = SearchMode.Exact }), fast.Find(probe, request, out answer));
        Assert.Equal((SearchMode.Graph, ModeReason.BeyondSweepLimit), (answer.Mode, answer.Reason));

        // Where only one is asked for, or nobody else reaches the threshold, the walk has all that it was to find.
        index.Find(probe, request with { MaxCandidates = 1 }, out answer);
        Assert.Equal((SearchMode.Graph, 1), (answer.Mode, answer.Count));
        index.Find(probe, request with { Threshold = 0.98f }, out answer);
        Assert.Equal((SearchMode.Graph, 1), (answer.Mode, answer.Count));

        static FaceIndex Crowded(TimeProvider clock)
        {
            var index = new FaceIndex(new FaceIndexOptions { Dimension = Coded, ExactLimit = 0, SweepLimit = 0, TimeProvider = clock });
            for (int i = 0; i < 12 * Each; i++)
            {
                index.Add((ulong)i, (uint)(i / Each), SeededVectors.Beside(SeededVectors.Gaussian(i / Each, Coded), 0.3, i));
            }

            index.Link(2);
            return index;
        }
    }

    [Fact]
    public void Two_islands_are_both_found_also_when_the_first_is_removed()
    {
        using FaceIndex index = Empty();
        float[][] centres = [SeededVectors.Gaussian(-1, Dimension), SeededVectors.Gaussian(-2, Dimension)];
        for (int i = 0; i < 1200; i++)
        {
            index.Add((ulong)i, (uint)i, VectorOf(i));
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(0, 1200), VectorOf);
        for (int i = 0; i < 600; i++)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        RequireEverybodyFound(index, Enumerable.Range(600, 600), VectorOf);

        float[] VectorOf(int i) => SeededVectors.Beside(centres[i / 600], 0.2, i);
    }

    [Fact]
    public void Templates_behind_many_that_were_removed_before_linking_are_linked()
    {
        // The first batch with a live template is large then, and all of it must find its way into an empty graph.
        using FaceIndex index = Empty();
        for (int i = 0; i < 2000; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        for (int i = 0; i < 1000; i++)
        {
            index.Remove(new TemplateId((ulong)i));
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(1000, 1000), i => SeededVectors.Gaussian(i, Dimension));
    }

    [Fact]
    public void All_removed_and_enrolled_again_fifty_times_is_found_every_time()
    {
        using FaceIndex index = Empty();
        for (int round = 0; round < 50; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                index.Remove(new TemplateId((ulong)i));
                index.Add((ulong)i, (uint)i, SeededVectors.Gaussian((round % 2 * 40) + i, Dimension));
            }

            index.Link(1);
            RequireEverybodyFound(index, Enumerable.Range(0, 40), i => SeededVectors.Gaussian((round % 2 * 40) + i, Dimension));
        }

        Assert.Equal(40, index.Count);
    }

    [Theory]
    [InlineData("sorted by likeness")]
    [InlineData("by identity")]
    [InlineData("mixed")]
    public void The_order_of_enrolment_loses_nobody(string order)
    {
        float[] pole = SeededVectors.Gaussian(-1, Dimension);
        (int Id, float[] Vector)[] faces = [.. Enumerable.Range(0, 1200).Select(i => (i, SeededVectors.Beside(SeededVectors.Gaussian(i / 4, Dimension), 0.4, i)))];
        IEnumerable<(int Id, float[] Vector)> ordered = order switch
        {
            "sorted by likeness" => faces.OrderBy(face => CosineSimilarity.Of(face.Vector, pole)),
            "mixed" => faces.OrderBy(face => face.Id * 7919 % 1200),
            _ => faces,
        };
        using FaceIndex index = Empty();
        foreach ((int id, float[] vector) in ordered)
        {
            index.Add((ulong)id, (uint)id, vector);
        }

        index.Link(2);
        RequireEverybodyFound(index, Enumerable.Range(0, 1200), i => faces[i].Vector);
    }

    /// <summary>Mates, not the templates themselves: what a walk finds of them must not hang on who was enrolled first.</summary>
    [Fact]
    public void The_order_of_enrolment_changes_little_for_mates()
    {
        const int Many = 3000;
        float[] pole = SeededVectors.Gaussian(-1, Coded);
        (int Id, float[] Vector)[] faces = [.. Enumerable.Range(0, Many).Select(i => (i, SeededVectors.Beside(SeededVectors.Gaussian(i / 4, Coded), 0.4, i)))];
        double[] recalls =
        [
            Recall(faces),
            Recall(faces.OrderBy(face => CosineSimilarity.Of(face.Vector, pole))),
            Recall(faces.OrderByDescending(face => CosineSimilarity.Of(face.Vector, pole))),
            Recall(faces.OrderBy(face => face.Id * 7919 % Many)),
        ];
        Assert.InRange(recalls.Min(), 0.99, 1);
        Assert.InRange(recalls.Max() - recalls.Min(), 0, 0.002);

        double Recall(IEnumerable<(int Id, float[] Vector)> ordered)
        {
            using var index = new FaceIndex(new FaceIndexOptions { Dimension = Coded });
            foreach ((int id, float[] vector) in ordered)
            {
                index.Add((ulong)id, (uint)id, vector);
            }

            index.Link(2);
            return Enumerable.Range(0, Many).Average(id =>
            {
                float[] probe = SeededVectors.Beside(faces[id].Vector, 0.5, Many + id);
                var request = new SearchRequest { MaxCandidates = 1, Mode = SearchMode.Graph };
                return index.Find(probe, request)[0] == index.Find(probe, request with { Mode = SearchMode.Exact })[0] ? 1 : 0;
            });
        }
    }

    [Fact]
    public void Who_lies_far_from_everybody_is_found_at_a_threshold_and_by_a_walk_with_everybody_in_view()
    {
        // All others within a narrow cone; the outliers point the other way, each on its own. No list of the cone keeps a link to them
        // that a narrow walk would come by (compare nmslib/hnswlib#352): that is what the sweep behind it is for.
        const int many = 800;
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Coded, ExactLimit = 0, SweepLimit = 0 });
        float[] axis = SeededVectors.Gaussian(0, Coded);
        for (int i = 0; i < many; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Beside(axis, 0.2, i + 1));
        }

        float[][] outliers = [.. Enumerable.Range(0, 5).Select(i => SeededVectors.Beside([.. axis.Select(x => -x)], 2, i + 5000))];
        for (int i = 0; i < outliers.Length; i++)
        {
            index.Add((ulong)(many + i), (uint)(many + i), outliers[i]);
        }

        index.Link(2);
        for (int i = 0; i < outliers.Length; i++)
        {
            foreach (SearchRequest request in new[] { new SearchRequest { Threshold = 0.5f }, new SearchRequest { Mode = SearchMode.Graph, Ef = many }, new SearchRequest { Mode = SearchMode.Certified } })
            {
                Assert.Equal((ulong)(many + i), index.Find(outliers[i], request)[0].Template.Value);
            }
        }
    }

    [Fact]
    public void Linking_that_was_stopped_goes_on_where_it_was()
    {
        using FaceIndex stopped = Empty();
        using FaceIndex whole = Empty();
        foreach (FaceIndex index in new[] { stopped, whole })
        {
            for (int i = 0; i < 1000; i++)
            {
                index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
            }
        }

        whole.Link(2);
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(linked =>
        {
            if (linked > 500)
            {
                cancellation.Cancel();
            }
        });
        Assert.Throws<OperationCanceledException>(() => stopped.Link(2, reports, cancellation.Token));
        Assert.InRange(stopped.Linked, 501, 999);
        Assert.Equal(1000 - stopped.Linked, stopped.Pending);
        Assert.Equal(stopped.Linked, reports.Last);
        RequireEverybodyFound(stopped, Enumerable.Range(0, 1000), i => SeededVectors.Gaussian(i, Dimension));
        stopped.Link(2, reports);
        Assert.Equal((1000, 0, 1000), (stopped.Linked, stopped.Pending, reports.Last));
        RequireEverybodyFound(stopped, Enumerable.Range(0, 1000), i => SeededVectors.Gaussian(i, Dimension));
    }

    [Fact]
    public void A_listener_that_throws_leaves_a_whole_index()
    {
        using FaceIndex index = Empty();
        for (int i = 0; i < 300; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        Assert.Throws<InvalidOperationException>(() => index.Link(1, new Reports(linked => throw new InvalidOperationException($"{linked}"))));
        Assert.Equal(1, index.Linked);
        index.Link(1);
        RequireEverybodyFound(index, Enumerable.Range(0, 300), i => SeededVectors.Gaussian(i, Dimension));
    }

    [Fact]
    public void An_audit_tells_how_well_the_graph_finds()
    {
        using FaceIndex index = Empty();
        for (int i = 0; i < 500; i++)
        {
            index.Add((ulong)i, (uint)i, SeededVectors.Gaussian(i, Dimension));
        }

        index.Remove(new TemplateId(0));
        index.Link(1);
        index.Remove(new TemplateId(1));
        index.Add(500, 500, SeededVectors.Gaussian(500, Dimension));
        IndexAudit audit = index.Audit(100, seed: 5);
        Assert.Equal((499, 498, 0, 100), (audit.Live, audit.Linked, audit.Unreachable, audit.Sampled));
        Assert.Equal(1, audit.SelfRecall);
        Assert.InRange(audit.MateRecall, 0.97, 1);
        Assert.Equal(audit, index.Audit(100, seed: 5));
        Assert.Equal(498, index.Audit(int.MaxValue, seed: 5).Sampled);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => index.Audit(100, seed: 5, cancelled.Token));
    }

    private static FaceIndex Empty() => new(new FaceIndexOptions { Dimension = Dimension });

    private static void RequireEverybodyFound(FaceIndex index, IEnumerable<int> ids, Func<int, float[]> vectorOf)
    {
        Assert.Equal(0, index.Audit(1, seed: 1).Unreachable);
        int[] missed = [.. ids.Where(id => index.FindFirst(vectorOf(id), SearchMode.Graph) != (ulong)id)];
        Assert.Empty(missed);
    }

    private sealed class Reports(Action<long> react) : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value)
        {
            Last = value;
            react(value);
        }
    }
}
