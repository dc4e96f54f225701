using System.Collections.Concurrent;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Soak;

/// <summary>
/// An index under everything at once: additions, updates and removals by one thread, searches of every kind by others, and
/// linking, saving, verifying and opening anew by one more. Whoever was there all through a search and is asked for must
/// be found, and whoever was not there at any moment of it must not.
/// </summary>
internal sealed class IndexSoak : IDisposable
{
    private const int Dimension = 64;
    private const int Templates = 4000;

    /// <summary>Changes wait for so many searches each, so that neither starves.</summary>
    private const int SearchesAChange = 2;

    private readonly TemporaryFolder _folder = new();
    private readonly ReaderWriterLockSlim _turn = new();
    private readonly SoakPopulation _population = new(Dimension);
    private readonly ConcurrentQueue<string> _wrong = new();
    private readonly long[] _searching;
    private readonly Random _random;
    private readonly int _seed;
    private FaceIndex _index;
    private ulong _nextTemplate;
    private long _searches;
    private long _walks;
    private long _walksAstray;
    private long _incomplete;
    private volatile bool _isOver;

    public IndexSoak(int seed, int searchers)
    {
        _seed = seed;
        _random = new Random(seed);
        _searching = [.. Enumerable.Repeat(long.MaxValue, searchers)];
        _index = new FaceIndex(new FaceIndexOptions { Dimension = Dimension, ExactLimit = 0, SweepLimit = 100, Graph = new HnswParameters { M = 8, EfConstruction = 48, EfSearch = 96 } });
        while (_population.Count < Templates)
        {
            Add();
        }

        _index.Link(2);
        _population.Publish();
    }

    public long Changes { get; private set; }

    public long Linkings { get; private set; }

    public long Openings { get; private set; }

    public long MostNativeBytes { get; private set; }

    public void Dispose()
    {
        _index.Dispose();
        _turn.Dispose();
        _folder.Dispose();
    }

    /// <summary>Runs until <paramref name="isOver"/>, asked after each change, says so; fails when an answer was wrong.</summary>
    public void Run(Func<IndexSoak, bool> isOver)
    {
        Thread[] others =
        [
            .. Enumerable.Range(0, _searching.Length).Select(number => Started(() => Repeat(new IndexSoakSearcher(number, _seed), Search))),
            Started(() => Repeat(0, Maintain)),
        ];
        var changer = Started(() =>
        {
            while (_wrong.IsEmpty && !isOver(this))
            {
                Change();
            }
        });
        changer.Join();
        _isOver = true;
        Array.ForEach(others, other => other.Join());
        Assert.True(_wrong.IsEmpty, $"seed {_seed}: {string.Join(Environment.NewLine, _wrong)}");
        _index.Link(2);
        _index.Verify();
        Assert.Equal((_population.Count, 0, 0), (_index.Count, _index.Pending, _index.Audit(50, seed: 1).Unreachable));
        Assert.InRange(_walksAstray, 0, Math.Max(20, _walks / 50));
    }

    public override string ToString() =>
        $"seed {_seed}: {_searches:N0} searches ({_walks:N0} walks, {_walksAstray:N0} of them astray; {_incomplete:N0} stopped by their limit), {Changes:N0} changes, {Linkings:N0} linkings, {Openings:N0} openings, {_population.Count:N0} templates, at most {MostNativeBytes / 1024:N0} KiB of native memory; {_wrong.Count} wrong answers";

    private void Change()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _searches) < Changes * SearchesAChange && !_isOver && _wrong.IsEmpty)
        {
            spin.SpinOnce();
        }

        _turn.EnterReadLock();
        try
        {
            // Now few change, now nearly all.
            int kind = _random.Next(10);
            if (kind < 4 || _population.Count < 10)
            {
                Add();
            }
            else if (kind < 7)
            {
                Remove(_population[_random.Next(_population.Count)]);
            }
            else
            {
                Update(_population[_random.Next(_population.Count)]);
            }

            for (int excess = _population.Count - (_random.Next(5000) == 0 ? 100 : Templates * 3 / 2); excess > 0; excess--)
            {
                Remove(_population[_random.Next(_population.Count)]);
            }
        }
        finally
        {
            _turn.ExitReadLock();
        }

        Changes++;
        if (Changes % 16 == 0)
        {
            _population.Publish();
            _population.Forget(_searching.Min(start => Volatile.Read(ref start)));
        }
    }

    private void Add()
    {
        // A few have the vector of somebody else.
        SoakLife life = _population.Begin(_nextTemplate++, (uint)_random.Next(Templates), _random.Next(_random.Next(8) == 0 ? 500 : int.MaxValue));
        _index.Add(life.Template, life.Subject, _population.VectorOf(life));
        _population.Stand(life);
    }

    private void Remove(SoakLife life)
    {
        life.Ending = _population.Now;
        Require(_index.Remove(new TemplateId(life.Template)), $"template {life.Template} was gone before it was removed");
        _population.End(life);
    }

    private void Update(SoakLife old)
    {
        SoakLife life = _population.Begin(old.Template, (uint)_random.Next(Templates), _random.Next());
        old.Ending = _population.Now;
        Require(_index.Update(new TemplateId(life.Template), new SubjectKey(life.Subject), _population.VectorOf(life)), $"template {life.Template} was gone before it was updated");
        _population.Stand(life);
        _population.End(old);
    }

    private void Maintain(int _, int turn)
    {
        switch (turn % 8)
        {
            case 3:
                _index.Audit(10, seed: (ulong)turn);
                break;
            case 5:
                _index.Save(_folder["beside"]);
                using (FaceIndex beside = FaceIndex.Open(_folder["beside"]))
                {
                    beside.Verify();
                }

                break;
            case 7:
                OpenAnew();
                break;
            default:
                _index.Link(1 + (turn % 2));
                Linkings++;
                break;
        }

        MostNativeBytes = Math.Max(MostNativeBytes, _index.NativeBytes);
    }

    private void OpenAnew()
    {
        _turn.EnterWriteLock();
        try
        {
            string path = _folder[$"index-{Openings++ % 2}"];
            _index.Save(path);
            _index.Dispose();
            _index = FaceIndex.Open(path);
        }
        finally
        {
            _turn.ExitWriteLock();
        }
    }

    private void Search(IndexSoakSearcher searcher, int turn)
    {
        SoakLife[] known = _population.Known;
        SoakLife target = known[searcher.Random.Next(known.Length)];
        float[] probe = _population.VectorOf(target);
        _turn.EnterReadLock();
        try
        {
            long start = _population.Now;
            Volatile.Write(ref _searching[searcher.Number], start);
            bool isThere = target.Stands < start;
            SearchRequest request = searcher.Request(target);
            (Candidate[] found, SearchAnswer answer) = searcher.Search(_index, probe, request);
            long end = _population.Now;
            foreach (Candidate candidate in found)
            {
                if (_population.FaultOf(candidate, probe, start, end) is { } fault)
                {
                    _wrong.Enqueue($"{fault} ({request.Mode}, {answer})");
                }
            }

            Judge(target, found, answer, isThere && target.Ending > end);
        }
        finally
        {
            Volatile.Write(ref _searching[searcher.Number], long.MaxValue);
            _turn.ExitReadLock();
        }

        Interlocked.Increment(ref _searches);
    }

    private void Judge(SoakLife target, Candidate[] found, SearchAnswer answer, bool mustBeFound)
    {
        if (answer.StoppedBy != SearchStop.None)
        {
            Interlocked.Increment(ref _incomplete);
            return;
        }

        bool isFound = found.Any(candidate => candidate.Similarity > 0.9999f);
        if (answer.Mode == SearchMode.Graph)
        {
            Interlocked.Increment(ref _walks);
            Interlocked.Add(ref _walksAstray, mustBeFound && !isFound ? 1 : 0);
        }
        else
        {
            Require(isFound || !mustBeFound, $"template {target.Template} was missed ({answer})");
        }
    }

    private void Repeat<T>(T state, Action<T, int> action)
    {
        for (int turn = 0; !_isOver && _wrong.IsEmpty; turn++)
        {
            action(state, turn);
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
