using HyperFace.Search.Memory;

namespace HyperFace.Search.Tests.Support;

/// <summary>Numbers from 0 up, sixteen a segment, in memory of its own.</summary>
internal sealed unsafe class NumberedSource : ISegmentSource, IDisposable
{
    private const int Numbers = 256;

    private readonly int* _numbers = (int*)NativeBlock.Allocate(Numbers * sizeof(int));
    private readonly Lock _noting = new();

    public NumberedSource()
    {
        for (int i = 0; i < Numbers; i++)
        {
            _numbers[i] = i;
        }
    }

    public List<int> Fetched { get; } = [];

    public int Failures { get; set; }

    public int Items { get; set; } = Numbers;

    public int Value(int item) => _numbers[item];

    public byte* Map(int segment)
    {
        Note(segment);
        return (byte*)(_numbers + (segment * 16));
    }

    public void Load(int segment, byte* destination)
    {
        Note(segment);
        for (int i = 0; i < 16; i++)
        {
            // Behind the end of a snapshot's last segment there is nothing.
            ((int*)destination)[i] = (segment * 16) + i < Items ? _numbers[(segment * 16) + i] : 0;
        }
    }

    public bool Holds(byte* address) => address >= (byte*)_numbers && address < (byte*)(_numbers + Numbers);

    public void Dispose() => NativeBlock.Free(_numbers);

    private void Note(int segment)
    {
        lock (_noting)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("not now");
            }

            if (!Fetched.Contains(segment))
            {
                Fetched.Add(segment);
            }
        }
    }
}
