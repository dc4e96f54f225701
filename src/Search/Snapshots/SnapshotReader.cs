using HyperFace.Search.Vectors;

namespace HyperFace.Search.Snapshots;

/// <summary>
/// Fills an empty index from a snapshot. Checksums catch damage; the checks here catch a file that was made wrong, so
/// that no number in it can lead a walk out of memory or round in circles, and no live template is out of reach of both
/// the graph's chains and the scan.
/// </summary>
internal sealed unsafe partial class SnapshotReader(SectionReader sections, SnapshotHeader header)
{
    /// <summary>How far the square of a vector's length may lie from 1; rounding leaves it within a millionth.</summary>
    private const double UnitTolerance = 1e-3;

    /// <summary>Reads templates, subjects, death marks and vectors.</summary>
    public void ReadVectors(VectorStore vectors, Dictionary<ulong, int> slots)
    {
        var templates = new ulong[header.Slots];
        sections.Next();
        sections.Read(templates.AsSpan());
        var subjects = new uint[header.Slots];
        sections.Next();
        sections.Read(subjects.AsSpan());
        var dead = new byte[header.Slots];
        sections.Next();
        sections.Read(dead.AsSpan());
        if (dead.AsSpan().ContainsAnyExcept((byte)0, (byte)1))
        {
            throw sections.Damaged("holds a mark that is neither 0 nor 1");
        }

        sections.Next();
        slots.EnsureCapacity(header.Slots);
        for (int i = 0; i < header.Slots; i++)
        {
            int slot = vectors.Reserve(templates[i], subjects[i]);
            var vector = new Span<float>(vectors.Vector(slot), header.Options.Dimension);
            sections.Read(vector);
            RequireUnit(vector, slot, isDead: dead[i] != 0);
            vectors.Publish(slot);
            if (dead[i] != 0)
            {
                vectors.Kill(slot);
            }
            else if (!slots.TryAdd(templates[i], slot))
            {
                throw sections.Damaged($"follows a section 'templates' that holds template {templates[i]} twice");
            }
        }
    }

    private void RequireUnit(ReadOnlySpan<float> vector, int slot, bool isDead)
    {
        double squares = 0;
        foreach (float value in vector)
        {
            squares += (double)value * value;
        }

        // A removed template may have left its vector behind or not. NaN fails both tests.
        if (!(Math.Abs(squares - 1) <= UnitTolerance) && !(isDead && squares == 0))
        {
            throw sections.Damaged($"holds a vector at slot {slot} that is not of unit length");
        }
    }
}
