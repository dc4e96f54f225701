using System.Runtime.CompilerServices;

namespace HyperFace.Search.Collecting;

/// <summary>
/// Keeps the k best subjects, each with its best template: sorted, best first, ties by template; or every subject that
/// reaches the threshold. What is dropped is dropped by score, never by the order of visits. Reused from search to search;
/// not thread-safe.
/// </summary>
internal sealed class SubjectCollector
{
    private readonly float[] _similarities = new float[SearchRequest.MaxCandidatesLimit + 1];
    private readonly ulong[] _templates = new ulong[SearchRequest.MaxCandidatesLimit + 1];
    private readonly uint[] _subjects = new uint[SearchRequest.MaxCandidatesLimit + 1];
    private readonly EverySubject _every = new();
    private int _capacity;
    private float _floor;

    /// <summary>Subjects that are kept at most.</summary>
    public int Capacity => _capacity;

    /// <summary>Whether only a better subject than the worst can still come in.</summary>
    public bool IsFull => Count == _capacity;

    /// <summary>Whether all that reach the threshold are taken, and the floor never rises.</summary>
    public bool TakesEverybody { get; private set; }

    /// <summary>The best similarity kept; below all others while there is none.</summary>
    public float Best => Count == 0 ? float.NegativeInfinity : _similarities[0];

    /// <summary>Subjects kept; where everybody is taken, known once it is sealed.</summary>
    public int Count { get; private set; }

    /// <summary>What is less is not taken: the threshold, and once the collector is full the worst that it keeps. It only rises.</summary>
    public float Floor => _floor;

    /// <summary>Empties the collector for a search for <paramref name="capacity"/> subjects of at least <paramref name="threshold"/>.</summary>
    public void Reset(int capacity, float threshold)
    {
        _capacity = capacity;
        TakesEverybody = false;
        SetFloor(threshold);
    }

    /// <summary>Empties the collector for a search for everybody of at least <paramref name="threshold"/>.</summary>
    /// <param name="candidates">Receives them; it is emptied.</param>
    /// <param name="threshold">The least similarity.</param>
    public void ResetForEverybody(List<Candidate> candidates, float threshold)
    {
        _capacity = int.MaxValue;
        TakesEverybody = true;
        _every.Begin(candidates);
        SetFloor(threshold);
    }

    /// <summary>Takes a scored template into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Offer(float similarity, uint subject, ulong template)
    {
        // The floor rises to the worst kept once the collector is full: nearly every call ends here. NaN ends here too.
        if (similarity >= _floor)
        {
            Take(similarity, subject, template);
        }
    }

    /// <summary>Whether a template is among those kept.</summary>
    public bool Holds(ulong template) => TakesEverybody ? _every.Holds(template) : _templates.AsSpan(0, Count).Contains(template);

    /// <summary>Ends a search: what was kept stands in order. Returns how many.</summary>
    public int Seal()
    {
        if (TakesEverybody)
        {
            Count = _every.Seal();
        }

        return Count;
    }

    /// <summary>Writes what was kept.</summary>
    public void CopyTo(Span<Candidate> candidates)
    {
        for (int i = 0; i < Count; i++)
        {
            candidates[i] = new Candidate(new SubjectKey(_subjects[i]), new TemplateId(_templates[i]), _similarities[i]);
        }
    }

    /// <summary>Ends a search by offering what was kept to another collector.</summary>
    public void MoveTo(SubjectCollector other)
    {
        if (TakesEverybody)
        {
            _every.MoveTo(other);
        }

        for (int i = 0; i < Count; i++)
        {
            other.Offer(_similarities[i], _subjects[i], _templates[i]);
        }
    }

    private void SetFloor(float threshold)
    {
        // Rounding can carry a cosine past −1, and −1 lets everybody through.
        _floor = threshold > -1 ? threshold : float.NegativeInfinity;
        Count = 0;
    }

    private void Take(float similarity, uint subject, ulong template)
    {
        // Rounding can carry a cosine past 1; cut before it is compared, so that equal answers are ordered as equals.
        similarity = Math.Clamp(similarity, -1, 1);
        if (TakesEverybody)
        {
            _every.Add(new Candidate(new SubjectKey(subject), new TemplateId(template), similarity));
            return;
        }

        int known = _subjects.AsSpan(0, Count).IndexOf(subject);
        if (known >= 0)
        {
            if (!IsBetter(similarity, template, known))
            {
                return;
            }

            RemoveAt(known);
        }
        else if (Count == _capacity && !IsBetter(similarity, template, Count - 1))
        {
            return;
        }

        int place = Count;
        while (place > 0 && IsBetter(similarity, template, place - 1))
        {
            place--;
        }

        InsertAt(place, similarity, subject, template);
        Count = Math.Min(Count + 1, _capacity);
        if (Count == _capacity && _similarities[Count - 1] > -1)
        {
            _floor = Math.Max(_floor, _similarities[Count - 1]);
        }
    }

    private bool IsBetter(float similarity, ulong template, int than) =>
        similarity > _similarities[than] || (similarity == _similarities[than] && template < _templates[than]);

    private void RemoveAt(int index)
    {
        int behind = Count - index - 1;
        Array.Copy(_similarities, index + 1, _similarities, index, behind);
        Array.Copy(_templates, index + 1, _templates, index, behind);
        Array.Copy(_subjects, index + 1, _subjects, index, behind);
        Count--;
    }

    private void InsertAt(int index, float similarity, uint subject, ulong template)
    {
        int behind = Count - index;
        Array.Copy(_similarities, index, _similarities, index + 1, behind);
        Array.Copy(_templates, index, _templates, index + 1, behind);
        Array.Copy(_subjects, index, _subjects, index + 1, behind);
        _similarities[index] = similarity;
        _templates[index] = template;
        _subjects[index] = subject;
    }
}
