using System.Buffers.Binary;
using HyperFace.Fuzz.Targets;

namespace HyperFace.Fuzz.Mutation;

/// <summary>
/// Makes inputs of whole files: bits and bytes changed, cut, put in, doubled, spliced with another file, numbers of two
/// and four bytes (lengths, sizes, counts) set to what breaks readers, and words of the format put in. Input number n
/// depends on seed and n alone, so that a finding can be made again.
/// </summary>
internal sealed class Mutator(FuzzTarget target, int seed)
{
    private const int LargestInput = 1 << 16;
    private const int MostChanges = 16;

    private static readonly uint[] Numbers = [0, 1, 2, 7, 8, 15, 16, 17, 127, 128, 255, 256, 257, 4095, 4096, 32767, 32768, 65535, 65536, 0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <summary>Input number <paramref name="index"/>.</summary>
    public byte[] Make(long index)
    {
        var random = new Random(unchecked((int)((((ulong)(uint)seed << 32) ^ (ulong)index) * 0x9E3779B97F4A7C15 >> 32)));
        IReadOnlyList<byte[]> corpus = target.Corpus;
        var input = new List<byte>(corpus[random.Next(corpus.Count)]);

        // One change more often than many: deep places are reached by files that are nearly whole.
        int changes = 1 + (int)(MostChanges * Math.Pow(random.NextDouble(), 3));
        for (int i = 0; i < changes; i++)
        {
            Change(input, random, corpus);
        }

        byte[] made = [.. input.Take(LargestInput)];
        if (random.Next(2) == 0)
        {
            target.Repair(made);
        }

        return made;
    }

    /// <summary>Half of the places are where the structure is: among the first bytes.</summary>
    private static int Place(List<byte> input, Random random) =>
        random.Next(random.Next(2) == 0 ? Math.Min(96, input.Count) : input.Count);

    private static int Length(int most, Random random) => 1 + (int)((most - 1) * Math.Pow(random.NextDouble(), 4));

    private void Change(List<byte> input, Random random, IReadOnlyList<byte[]> corpus)
    {
        if (input.Count < sizeof(uint))
        {
            input.AddRange(target.Dictionary[random.Next(target.Dictionary.Count)]);
            return;
        }

        int at = Place(input, random);
        switch (random.Next(11))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                input[at] = (byte)random.Next(256);
                break;
            case 2:
                input[at] = (byte)(input[at] + random.Next(-8, 9));
                break;
            case 3:
                Write(input, at, Numbers[random.Next(Numbers.Length)], random.Next(2) == 0 ? 2 : 4, bigEndian: random.Next(2) == 0);
                break;
            case 4:
                Write(input, at, (uint)(input.Count + random.Next(-16, 17)), random.Next(2) == 0 ? 2 : 4, bigEndian: random.Next(2) == 0);
                break;
            case 5:
                input.RemoveRange(at, Math.Min(input.Count - at, Length(input.Count, random)));
                break;
            case 6:
                input.InsertRange(at, input.GetRange(at, Math.Min(input.Count - at, Length(256, random))));
                break;
            case 7:
                input.InsertRange(at, target.Dictionary[random.Next(target.Dictionary.Count)]);
                break;
            case 8:
                Overwrite(input, at, target.Dictionary[random.Next(target.Dictionary.Count)]);
                break;
            case 9:
                Splice(input, at, corpus[random.Next(corpus.Count)], random);
                break;
            default:
                input.RemoveRange(at, random.Next(8) == 0 ? input.Count - at : 0);
                break;
        }
    }

    private static void Write(List<byte> input, int at, uint number, int bytes, bool bigEndian)
    {
        Span<byte> four = stackalloc byte[sizeof(uint)];
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(four, number);
            four = four[^bytes..];
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(four, number);
            four = four[..bytes];
        }

        Overwrite(input, at, four);
    }

    private static void Overwrite(List<byte> input, int at, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && at + i < input.Count; i++)
        {
            input[at + i] = bytes[i];
        }
    }

    private static void Splice(List<byte> input, int at, byte[] other, Random random)
    {
        int from = random.Next(other.Length);
        input.RemoveRange(at, random.Next(2) == 0 ? input.Count - at : 0);
        input.InsertRange(at, other.AsSpan(from, Length(other.Length - from, random)).ToArray());
    }
}
