using HyperFace.Synthesis.Random;

namespace HyperFace.Synthesis.Embeddings;

/// <summary>Who is planted, whose template bears a wrong id, and who is probed. Seeded.</summary>
internal sealed class GalleryPlan
{
    private const ulong Stream = 0x70A7_6A11_E4A1_1055;
    private const int SampleSubjects = 10_000;

    private readonly int _subjects;
    private readonly int _each;
    private readonly HashSet<int> _duplicated;
    private readonly HashSet<int> _borne;
    private readonly HashSet<int> _mislabelled;

    public GalleryPlan(LoadGalleryOptions options)
    {
        _subjects = options.Subjects;
        _each = options.TemplatesPerSubject;
        var random = new SplitMix64(SplitMix64.Mix(options.Seed ^ Stream));
        int duplicates = (int)Math.Round(options.Duplicates * _subjects);
        int twins = (int)Math.Round(options.Twins * _subjects);
        if (2L * (duplicates + twins) > _subjects)
        {
            throw new ArgumentException($"{duplicates} duplicates and {twins} twins need {2 * (duplicates + twins)} subjects; there are {_subjects}.");
        }

        int[] planted = SeededOrder.Draw(_subjects, 2 * (duplicates + twins), ref random);
        Duplicates = Pairs(planted.AsSpan(0, 2 * duplicates));
        Twins = Pairs(planted.AsSpan(2 * duplicates));
        Mislabels = DrawMislabels((int)Math.Round(options.Mislabels * Rows), ref random);
        _duplicated = [.. Duplicates.Values];
        _borne = [.. Mislabels.Values];
        _mislabelled = [.. Mislabels.Keys.Select(row => row / _each), .. _borne];
        Probes = options.Probes == 0 ? 0 : Math.Min(options.Probes, Enumerable.Range(0, _subjects).Count(IsProbed));
        if (options.Probes > 0 && Probes == 0)
        {
            throw new ArgumentException("Everybody is duplicated or touched by a mislabel, so that nobody can be probed. Plant less, or ask for no probes.");
        }
    }

    public int Rows => _subjects * _each;

    /// <summary>Ids that rows bear: fewer than subjects where all templates of somebody bear others' ids, and no other's bears his.</summary>
    public int Ids => _subjects - Mislabels.Keys.GroupBy(row => row / _each).Count(rows => rows.Count() == _each && !_borne.Contains(rows.Key));

    /// <summary>Mated probes.</summary>
    public int Probes { get; }

    /// <summary>Subjects that are another in truth, with that one.</summary>
    public IReadOnlyDictionary<int, int> Duplicates { get; }

    /// <summary>Subjects that are another's twin, with that one.</summary>
    public IReadOnlyDictionary<int, int> Twins { get; }

    /// <summary>Rows that bear another subject's id, with that one.</summary>
    public IReadOnlyDictionary<int, int> Mislabels { get; }

    /// <summary>Whom to probe, evenly over the gallery: those whose mates are under no other id. Twins are among them.</summary>
    public IEnumerable<int> Probed()
    {
        int probed = Enumerable.Range(0, _subjects).Count(IsProbed);
        int place = 0;
        int next = 0;
        foreach (int subject in Enumerable.Range(0, _subjects).Where(IsProbed))
        {
            if (next < Probes && place == (int)((long)next * probed / Probes))
            {
                next++;
                yield return subject;
            }

            place++;
        }
    }

    /// <summary>Some subjects, evenly over the gallery, to draw once more and measure similarities on.</summary>
    public int[] Sample()
    {
        int step = Math.Max(1, _subjects / SampleSubjects);
        return [.. Enumerable.Range(0, _subjects).Where(subject => subject % step == 0)];
    }

    private static SortedDictionary<int, int> Pairs(ReadOnlySpan<int> planted)
    {
        var pairs = new SortedDictionary<int, int>();
        for (int i = 0; i < planted.Length; i += 2)
        {
            pairs.Add(planted[i + 1], planted[i]);
        }

        return pairs;
    }

    private SortedDictionary<int, int> DrawMislabels(int count, ref SplitMix64 random)
    {
        var mislabels = new SortedDictionary<int, int>();
        foreach (int row in SeededOrder.Draw(Rows, count, ref random))
        {
            int own = row / _each;
            int other = (int)(random.NextUInt64() % (ulong)(_subjects - 1));
            other += other >= own ? 1 : 0;
            mislabels.Add(row, other);
        }

        return mislabels;
    }

    private bool IsProbed(int subject) => !Duplicates.ContainsKey(subject) && !_duplicated.Contains(subject) && !_mislabelled.Contains(subject);
}
