using System.IO.MemoryMappedFiles;
using System.Text;

namespace HyperFace.Fuzz.Running;

/// <summary>What a child has done so far, in a file that both processes map: it outlives a child that crashes.</summary>
internal sealed class FuzzProgress : IDisposable
{
    private const int MaxOutcomes = 32;
    private const int NameBytes = 56;
    private const int OutcomeBytes = sizeof(long) + NameBytes;
    private const int FirstOutcome = 2 * sizeof(long);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, int> _places = [];

    public FuzzProgress(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, FirstOutcome + (MaxOutcomes * OutcomeBytes));
        _view = _file.CreateViewAccessor();
        foreach ((string name, int place) in Names().Select((name, place) => (name, place)))
        {
            _places[name] = place;
        }
    }

    /// <summary>The input that the child is at.</summary>
    public long Current
    {
        get => Volatile.Read(ref At(0));
        set => Volatile.Write(ref At(0), value);
    }

    /// <summary>Whether the child is at the end.</summary>
    public bool Ended
    {
        get => Volatile.Read(ref At(sizeof(long))) != 0;
        set => Volatile.Write(ref At(sizeof(long)), value ? 1 : 0);
    }

    /// <summary>How many inputs came to what.</summary>
    public IReadOnlyDictionary<string, long> Outcomes => Names().Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => At(FirstOutcome + (pair.place * OutcomeBytes)));

    /// <summary>Counts an input.</summary>
    public void Count(string outcome)
    {
        if (!_places.TryGetValue(outcome, out int place))
        {
            place = _places.Count;
            byte[] name = Encoding.UTF8.GetBytes(outcome);
            _view.WriteArray(FirstOutcome + (place * OutcomeBytes) + sizeof(long), name, 0, Math.Min(name.Length, NameBytes));
            _places[outcome] = place;
        }

        At(FirstOutcome + (place * OutcomeBytes))++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private unsafe ref long At(int offset)
    {
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        try
        {
            return ref *(long*)(start + offset);
        }
        finally
        {
            // The mapping itself lives as long as this object does.
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private IEnumerable<string> Names()
    {
        var name = new byte[NameBytes];
        for (int place = 0; place < MaxOutcomes; place++)
        {
            _view.ReadArray(FirstOutcome + (place * OutcomeBytes) + sizeof(long), name, 0, NameBytes);
            if (name[0] == 0)
            {
                yield break;
            }

            yield return Encoding.UTF8.GetString(name).TrimEnd('\0');
        }
    }
}
