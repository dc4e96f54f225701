using System.Numerics;

namespace HyperFace.Search;

/// <summary>An immutable set of subjects, kept as bits: a membership test is one load, whatever the set's size. Safe for any number of threads.</summary>
public sealed class SubjectSet
{
    private const int BitsPerWord = 64;
    private const int MostWords = (int)((uint.MaxValue + 1L) / BitsPerWord);

    private readonly ulong[] _words;

    private SubjectSet(ulong[] words)
    {
        _words = words;
        Count = words.Sum(word => (long)BitOperations.PopCount(word));
    }

    /// <summary>How many subjects are in the set.</summary>
    public long Count { get; }

    /// <summary>The set of these subjects; repeated ones count once.</summary>
    public static SubjectSet Of(IEnumerable<SubjectKey> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        uint[] keys = [.. subjects.Select(subject => subject.Value)];
        var words = new ulong[keys.Length == 0 ? 0 : (keys.Max() / BitsPerWord) + 1];
        foreach (uint key in keys)
        {
            words[key / BitsPerWord] |= 1UL << (int)(key % BitsPerWord);
        }

        return new SubjectSet(words);
    }

    /// <summary>The set of the subjects whose bits are set: subject n is bit n mod 64, from the lowest, of word n / 64. The words are copied.</summary>
    /// <exception cref="ArgumentException">There are more bits than there are subjects: more than 2³² / 64 words.</exception>
    public static SubjectSet OfBits(ReadOnlySpan<ulong> words) => words.Length <= MostWords
        ? new SubjectSet(words.ToArray())
        : throw new ArgumentException($"There are {words.Length} words of bits; {MostWords} hold every subject.", nameof(words));

    /// <summary>Whether the set holds <paramref name="subject"/>.</summary>
    public bool Contains(SubjectKey subject)
    {
        uint word = subject.Value / BitsPerWord;
        return word < (uint)_words.Length && (_words[word] >> (int)(subject.Value % BitsPerWord) & 1) != 0;
    }
}
