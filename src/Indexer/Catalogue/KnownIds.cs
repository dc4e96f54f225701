namespace HyperFace.Indexer.Catalogue;

/// <summary>
/// Tells of most ids that no subject bears them, without asking the catalogue's file: Bloom filters (Bloom 1970), one
/// added whenever the last is full. One thread adds at a time; any thread asks.
/// </summary>
internal sealed class KnownIds
{
    private const int FirstCapacity = 1 << 16;
    private const int BitsPerId = 16;
    private const int Probes = 4;
    private const int BitsPerWord = 64;

    private volatile ulong[][] _filters;
    private int _capacity;
    private int _count;
    private volatile bool _complete;

    /// <summary>Makes an empty set with room for <paramref name="expected"/> ids.</summary>
    public KnownIds(long expected)
    {
        _capacity = (int)Math.Clamp(2 * expected, FirstCapacity, 1 << 28);
        _filters = [NewFilter(_capacity)];
    }

    /// <summary>Every id was added: only from now on does the set deny any.</summary>
    public bool IsComplete => _complete;

    /// <summary>Says that every id was added.</summary>
    public void Complete() => _complete = true;

    /// <summary>Adds an id; it is never taken out again.</summary>
    public void Add(string id)
    {
        if (Holds(id))
        {
            return;
        }

        if (_count == _capacity)
        {
            _capacity *= 4;
            _count = 0;
            _filters = [.. _filters, NewFilter(_capacity)];
        }

        _count++;
        ulong[] filter = _filters[^1];
        ulong hash = Hash(id);
        for (int i = 0; i < Probes; i++, hash = Next(hash))
        {
            Interlocked.Or(ref filter[Word(hash, filter)], Bit(hash));
        }
    }

    /// <summary>False when nobody bears <paramref name="id"/>; true when somebody may.</summary>
    public bool MayHold(string id) => !_complete || Holds(id);

    private bool Holds(string id)
    {
        ulong first = Hash(id);
        foreach (ulong[] filter in _filters)
        {
            ulong hash = first;
            bool all = true;
            for (int i = 0; i < Probes && all; i++, hash = Next(hash))
            {
                all = (Volatile.Read(ref filter[Word(hash, filter)]) & Bit(hash)) != 0;
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong[] NewFilter(int capacity) => new ulong[(long)capacity * BitsPerId / BitsPerWord];

    private static long Word(ulong hash, ulong[] filter) => (long)((hash >> 6) % (ulong)filter.Length);

    private static ulong Bit(ulong hash) => 1UL << (int)(hash % BitsPerWord);

    /// <summary>FNV-1a (Fowler, Noll and Vo) over the characters, then mixed.</summary>
    private static ulong Hash(string id)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in id)
        {
            hash = (hash ^ c) * 0x100000001B3;
        }

        return Next(hash);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Next(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
