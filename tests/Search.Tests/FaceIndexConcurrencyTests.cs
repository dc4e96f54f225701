using System.Collections.Concurrent;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests;

/// <summary>
/// Searches beside additions, removals, linking and saving. The writer goes through a fixed list of changes and tells how
/// far it is; whoever searches notes that before the search and holds the answer against it.
/// </summary>
public sealed class FaceIndexConcurrencyTests : IDisposable
{
    private const int Dimension = 64;
    private const int Templates = 4000;

    private static readonly float[][] Vectors = [.. Enumerable.Range(0, Templates).Select(i => SeededVectors.Gaussian(i, Dimension))];

    private readonly TemporaryFolder _folder = new();
    private readonly FaceIndex _index = new(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, Graph = new HnswParameters { M = 6, EfConstruction = 24 } });
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _added;
    private int _removed;
    private volatile bool _isOver;

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Searches_beside_changes_linking_and_saving_miss_nobody_and_return_nobody_removed()
    {
        Thread[] others =
        [
            Started(() => Repeat(LinkAll)),
            Started(() => Repeat(SaveAndCheck)),
            Started(() => Repeat(SearchExactly)),
            Started(() => Repeat(SearchAtThreshold)),
            Started(() => Repeat(SearchGraph)),
            Started(() => Repeat(ReadCounts)),
        ];
        Started(Write).Join();
        _isOver = true;
        Array.ForEach(others, other => other.Join());
        Assert.True(_wrong.IsEmpty, string.Join(Environment.NewLine, _wrong));

        _index.Link(2);
        Assert.Equal((Templates / 2, 0, 0), (_index.Count, _index.Pending, _index.Audit(1, seed: 1).Unreachable));
        Assert.All(Enumerable.Range(0, Templates / 2), i => Assert.Equal((ulong)(2 * i), FindFirst(2 * i, new SearchRequest { Mode = SearchMode.Graph, Ef = Templates }).Template.Value));
    }

    /// <summary>Adds all; removes the odd ones, each some time after it came.</summary>
    private void Write()
    {
        for (int i = 0; i < Templates + 500; i++)
        {
            if (i < Templates)
            {
                _index.Add((ulong)i, (uint)i, Vectors[i]);
                Volatile.Write(ref _added, i + 1);
            }

            if (i >= 500 && (i - 500) % 2 == 1)
            {
                Require(_index.Remove(new TemplateId((ulong)(i - 500))), "a template was gone before it was removed");
                Volatile.Write(ref _removed, i - 500 + 1);
            }
        }
    }

    private void LinkAll(int _) => _index.Link(2);

    private void SaveAndCheck(int _)
    {
        (int addedBefore, int removedBefore) = (Volatile.Read(ref _added), Volatile.Read(ref _removed));
        string path = _folder["index"];
        _index.Save(path);
        (int addedAfter, int removedAfter) = (Volatile.Read(ref _added), Volatile.Read(ref _removed));
        using FaceIndex opened = FaceIndex.Open(path);
        for (int id = 0; id < Templates; id++)
        {
            bool isOdd = id % 2 == 1;
            bool contains = opened.Contains(new TemplateId((ulong)id));
            Require(!contains || (id <= addedAfter && !(isOdd && id < removedBefore)), $"a snapshot holds template {id}, which was not there");
            Require(contains || id >= addedBefore || (isOdd && id <= removedAfter + 2), $"a snapshot lacks template {id}");
        }
    }

    private void SearchExactly(int turn)
    {
        if (Choose(turn, out int id))
        {
            Require(FindFirst(id, new SearchRequest { Mode = SearchMode.Exact }).Template.Value == (ulong)id, $"the scan missed template {id}");
        }
    }

    private void SearchAtThreshold(int turn)
    {
        if (Choose(turn, out int id))
        {
            // Nobody else is as near: a sweep that missed it would find nobody.
            Require(FindFirst(id, new SearchRequest { Threshold = 0.999f }).Template.Value == (ulong)id, $"Auto missed template {id}");
        }
    }

    private void SearchGraph(int turn)
    {
        int removed = Volatile.Read(ref _removed);
        Candidate[] found = _index.Find(Vectors[turn % Templates], new SearchRequest { MaxCandidates = 20, Mode = SearchMode.Graph, Ef = 200 });
        foreach (Candidate candidate in found)
        {
            int id = (int)candidate.Template.Value;
            Require(id % 2 == 0 || id >= removed, $"template {id} came back after it was removed");
            Require(candidate.Subject.Value == (uint)id, $"template {id} has the subject of another");
            float cosine = CosineSimilarity.Of(Vectors[turn % Templates], Vectors[id]);
            Require(Math.Abs(cosine - candidate.Similarity) < 1e-5f, $"template {id} has similarity {candidate.Similarity}, not {cosine}");
        }
    }

    private void ReadCounts(int _)
    {
        long count = _index.Count;
        Require(count is >= 0 and <= Templates, $"the count was {count}");
        Require(_index.Pending >= 0, "fewer templates than none are pending");
        Require(_index.NativeBytes > 0 || count == 0, "no memory is held");
    }

    /// <summary>A template that is there now and is never removed.</summary>
    private bool Choose(int turn, out int id)
    {
        int added = Volatile.Read(ref _added) / 2;
        id = added == 0 ? 0 : turn % 3 == 0 ? 2 * (added - 1) : 2 * (int)(turn * 7919L % added);
        return added > 0;
    }

    private Candidate FindFirst(int id, SearchRequest request)
    {
        Candidate[] found = _index.Find(Vectors[id], request with { MaxCandidates = 1 });
        return found.Length == 0 ? new Candidate(default, new TemplateId(ulong.MaxValue), 0) : found[0];
    }

    private void Repeat(Action<int> action)
    {
        for (int turn = 0; !_isOver && _wrong.IsEmpty; turn++)
        {
            action(turn);
        }
    }

    private Thread Started(Action action)
    {
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                _wrong.Enqueue(e.ToString());
            }
        });
        thread.Start();
        return thread;
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            _wrong.Enqueue(otherwise);
        }
    }
}
