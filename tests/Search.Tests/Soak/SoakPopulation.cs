using System.Collections.Concurrent;
using HyperFace.Search.Tests.Support;

namespace HyperFace.Search.Tests.Soak;

/// <summary>Who lives in the index, and who did, so that an answer can be held against the time of its search. One thread changes it.</summary>
internal sealed class SoakPopulation(int dimension)
{
    private readonly ConcurrentDictionary<ulong, SoakLife[]> _lives = new();
    private readonly List<SoakLife> _alive = [];
    private readonly Queue<SoakLife> _ended = new();
    private volatile SoakLife[] _known = [];
    private long _clock;

    public int Count => _alive.Count;

    /// <summary>The time, and a new one for the next who asks.</summary>
    public long Now => Interlocked.Increment(ref _clock);

    /// <summary>Lives that stood at some moment not long ago.</summary>
    public SoakLife[] Known => _known;

    public float[] VectorOf(SoakLife life) => SeededVectors.Gaussian(life.Seed, dimension);

    public SoakLife this[int index] => _alive[index];

    public SoakLife Begin(ulong template, uint subject, int seed)
    {
        var life = new SoakLife(template, subject, seed, Now);
        _lives.AddOrUpdate(template, [life], (_, lives) => [.. lives, life]);
        return life;
    }

    public void Stand(SoakLife life)
    {
        life.Stands = Now;
        _alive.Add(life);
    }

    public void End(SoakLife life)
    {
        life.Ended = Now;
        _alive.Remove(life);
        _ended.Enqueue(life);
    }

    public void Publish() => _known = [.. _alive];

    /// <summary>Forgets those who ended long before <paramref name="time"/>, the beginning of the oldest search under way.</summary>
    public void Forget(long time)
    {
        while (_ended.TryPeek(out SoakLife? life) && life.Ended < time)
        {
            _ended.Dequeue();
            SoakLife[] left = [.. _lives[life.Template].Where(other => other != life)];
            if (left.Length == 0)
            {
                _lives.TryRemove(life.Template, out _);
            }
            else
            {
                _lives[life.Template] = left;
            }
        }
    }

    /// <summary>What is wrong with a candidate of a search that ran from <paramref name="start"/> to <paramref name="end"/>; null when nothing is.</summary>
    public string? FaultOf(Candidate candidate, float[] probe, long start, long end)
    {
        if (!_lives.TryGetValue(candidate.Template.Value, out SoakLife[]? lives))
        {
            return $"template {candidate.Template.Value} never was, or is long gone";
        }

        foreach (SoakLife life in lives)
        {
            if (life.Began <= end && life.Ended >= start && life.Subject == candidate.Subject.Value
                && Math.Abs(CosineSimilarity.Of(probe, VectorOf(life)) - candidate.Similarity) < 1e-5f)
            {
                return null;
            }
        }

        return $"template {candidate.Template.Value} of subject {candidate.Subject.Value} at {candidate.Similarity} is none of its {lives.Length} lives between {start} and {end}";
    }
}
