using HyperFace.Search.Searching;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>An index that lives on while everybody in it is exchanged, again and again.</summary>
public sealed class FaceIndexChurnTests
{
    private const int Dimension = 96;
    private const int Templates = 1500;
    private const int Rounds = 50;

    [Fact]
    public void Fifty_rounds_of_full_churn_leave_recall_and_memory_flat()
    {
        using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, Graph = new HnswParameters { M = 8, EfConstruction = 60 } });
        var ids = new Queue<int>();
        for (int id = 0; id < Templates; id++)
        {
            Add(id);
        }

        index.Link(2);
        double before = Recall();
        long bytes = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            // In parts, some larger than others: so that nodes lose few neighbours, and many.
            int part = round % 5 == 0 ? Templates : Templates / (1 + (round % 4));
            for (int done = 0; done < Templates; done += part)
            {
                for (int i = 0; i < part; i++)
                {
                    Assert.True(index.Remove(new TemplateId((ulong)ids.Dequeue())));
                }

                index.Link(2);
                for (int i = 0; i < part; i++)
                {
                    Add(Templates + (round * 2 * Templates) + done + i);
                }

                index.Link(2);
            }

            Assert.Equal((Templates, Templates, 0), (index.Count, index.Linked, index.Pending));
            if (round == 5)
            {
                bytes = index.NativeBytes;
            }
        }

        Assert.Equal(0, index.Audit(1, seed: 1).Unreachable);
        Assert.Equal(bytes, index.NativeBytes);
        Assert.InRange(Recall(), before - 0.01, 1);

        void Add(int id)
        {
            index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, Dimension));
            ids.Enqueue(id);
        }

        double Recall() => ids.Average(id =>
            index.FindFirst(SeededVectors.Beside(SeededVectors.Gaussian(id, Dimension), 1.1, id), SearchMode.Graph)
            == index.FindFirst(SeededVectors.Beside(SeededVectors.Gaussian(id, Dimension), 1.1, id), SearchMode.Exact) ? 1 : 0);
    }

    /// <summary>The search has passed the place that an update moves him to, and comes to the old one when he has left it.</summary>
    [Theory]
    [InlineData(SearchMode.Exact, 1)]
    [InlineData(SearchMode.Certified, 1)]
    [InlineData(SearchMode.Certified, 100)]
    [InlineData(SearchMode.Graph, 1)]
    [InlineData(SearchMode.Auto, 1)]
    public void Who_is_moved_while_a_search_runs_is_found(SearchMode mode, int moves)
    {
        const int Last = 299;
        float[] vector = SeededVectors.Gaussian(Last, Dimension);
        foreach (int way in new[] { 0, 1, 2 })
        {
            using FaceIndex index = Filled(Last + 1, new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0 });

            // The first slot is free then, and the next to be used.
            index.Link(1);
            index.Remove(new TemplateId(0));
            index.Link(1);
            bool isMoved = false;
            var request = new SearchRequest { MaxCandidates = 400, Mode = mode, Where = _ => MoveOnce() };
            List<Candidate> found = [];
            SearchAnswer answer;
            if (way == 0)
            {
                found = [.. index.Find(vector, request, out answer)];
            }
            else if (way == 1 && mode != SearchMode.Graph)
            {
                answer = index.SearchAll(vector, -1, request, found);
            }
            else
            {
                var candidates = new Candidate[400];
                var answers = new SearchAnswer[1];
                index.SearchBatch(vector, request, candidates, answers);
                answer = answers[0];
                found = [.. candidates[..answer.Count]];
            }

            Assert.True(isMoved);
            Assert.Equal((SearchStop.None, mode != SearchMode.Graph), (answer.StoppedBy, answer.Complete));
            Assert.Equal(((ulong)Last, (uint)Last), (found[0].Template.Value, found[0].Subject.Value));
            Assert.Single(found, candidate => candidate.Template.Value == Last);

            bool MoveOnce()
            {
                // By another thread: whoever searches must not call the index from here.
                isMoved = isMoved || Beside(() => Repeat(moves, () => index.Update(new TemplateId(Last), new SubjectKey(Last), vector)));
                return true;
            }
        }
    }

    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    public void Who_gets_another_subject_while_a_search_runs_is_one_candidate(SearchMode mode)
    {
        using FaceIndex index = Filled(300, new FaceIndexOptions { Dimension = Dimension });

        // Asked about the last one, a scan has the first already, a sweep may have him yet to compare: either way he is there once.
        bool isMoved = false;
        var request = new SearchRequest { MaxCandidates = 400, Mode = mode, Where = subject => subject.Value < 299 || Move() };
        Candidate[] found = index.Find(SeededVectors.Gaussian(0, Dimension), request, out SearchAnswer answer);
        Assert.True(answer.Complete);
        Assert.Equal((0ul, true), (found[0].Template.Value, found[0].Subject.Value is 0 or 1000));
        Assert.Single(found, candidate => candidate.Template.Value == 0);
        Assert.Equal(300, found.Length);

        bool Move()
        {
            isMoved = isMoved || Beside(() => index.Update(new TemplateId(0), new SubjectKey(1000), SeededVectors.Gaussian(0, Dimension)));
            return true;
        }
    }

    /// <summary>More than are remembered: the search cannot know whom it missed, and does not say that it looked at everybody.</summary>
    [Theory]
    [InlineData(SearchMode.Exact)]
    [InlineData(SearchMode.Certified)]
    [InlineData(SearchMode.Auto)]
    public void A_search_that_too_many_moves_overtake_is_not_complete(SearchMode mode)
    {
        using FaceIndex index = Filled(2000, new FaceIndexOptions { Dimension = Dimension });

        bool isMoved = false;
        float[] vector = SeededVectors.Gaussian(1, Dimension);
        var request = new SearchRequest { MaxCandidates = 10, Mode = mode, Where = _ => Move() };
        index.Find(vector, request, out SearchAnswer answer);
        Assert.Equal((false, SearchStop.None), (answer.Complete, answer.StoppedBy));
        index.Find(vector, request, out answer);
        Assert.True(answer.Complete);

        bool Move()
        {
            isMoved = isMoved || Beside(() => Repeat(MovedTemplates.Capacity, () => index.Update(new TemplateId(1), new SubjectKey(1), vector)));
            return true;
        }
    }

    private static FaceIndex Filled(int count, FaceIndexOptions options)
    {
        var index = new FaceIndex(options);
        for (int id = 0; id < count; id++)
        {
            index.Add((ulong)id, (uint)id, SeededVectors.Gaussian(id, Dimension));
        }

        return index;
    }

    private static bool Beside(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
        return true;
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    [Fact]
    public void Who_was_exchanged_in_place_is_found_as_what_he_is_now()
    {
        using FaceIndex index = Filled(300, new FaceIndexOptions { Dimension = Dimension });

        index.Link(1);
        for (int id = 0; id < 300; id += 3)
        {
            Assert.True(index.Update(new TemplateId((ulong)id), new SubjectKey((uint)id + 1000), SeededVectors.Gaussian(id + 5000, Dimension)));
        }

        Assert.False(index.Update(new TemplateId(999), new SubjectKey(1), SeededVectors.Gaussian(1, Dimension)));
        RequireAll();
        index.Link(2);
        Assert.Equal((300, 300, 0), (index.Count, index.Linked, index.Pending));
        RequireAll();

        void RequireAll()
        {
            for (int id = 0; id < 300; id++)
            {
                float[] vector = SeededVectors.Gaussian(id % 3 == 0 ? id + 5000 : id, Dimension);
                foreach (SearchMode mode in Enum.GetValues<SearchMode>())
                {
                    Candidate found = index.Find(vector, new SearchRequest { MaxCandidates = 1, Mode = mode })[0];
                    Assert.Equal(((ulong)id, (uint)(id % 3 == 0 ? id + 1000 : id)), (found.Template.Value, found.Subject.Value));
                }
            }
        }
    }

    [Fact]
    public void The_same_history_gives_the_same_bytes_whatever_the_threads()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(BytesOf(1), BytesOf(3));

        byte[] BytesOf(int threads)
        {
            using var index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, Graph = new HnswParameters { M = 6, EfConstruction = 30 } });
            for (int round = 0; round < 6; round++)
            {
                for (int id = 0; id < 400; id++)
                {
                    index.Add((ulong)((round * 1000) + id), (uint)id, SeededVectors.Gaussian((round * 1000) + (id % 390), Dimension));
                    if (round > 0 && id % 4 != round % 4)
                    {
                        Assert.True(index.Remove(new TemplateId((ulong)(((round - 1) * 1000) + id))));
                    }
                }

                index.Link(threads);
            }

            string path = folder[$"index-{threads}"];
            index.Save(path);
            return File.ReadAllBytes(path);
        }
    }
}
