using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HyperFace.Search.Kernels;
using HyperFace.Search.Memory;

namespace HyperFace.Search.Codes;

/// <summary>
/// Codes of half a byte a group, of 32 slots together. A block holds, for each pair of groups, a byte of each of its slots: the
/// first group's code in the low half, the second's in the high half. Behind them come the alignments: the cosines between
/// each slot's vector and what its code stands for.
/// </summary>
internal sealed unsafe class CodeBlocks
{
    /// <summary>Slots of a block.</summary>
    public const int Slots = BlockSums.Slots;

    private readonly int _codeBytes;

    /// <param name="groups">Groups of a vector, an even number.</param>
    /// <param name="resident">Whether those of a snapshot are copied into memory when they are first read.</param>
    public CodeBlocks(int groups, bool resident)
    {
        Groups = groups;
        _codeBytes = Slots * Pairs;
        Column = new Column(ColumnShape.Of(_codeBytes + (Slots * sizeof(float))), resident);
    }

    /// <summary>The blocks.</summary>
    public Column Column { get; }

    /// <summary>Groups of a vector.</summary>
    public int Groups { get; }

    /// <summary>Pairs of groups.</summary>
    public int Pairs => Groups / 2;

    /// <summary>Blocks that so many slots need.</summary>
    public static int BlocksOf(int slots) => (int)(((long)slots + Slots - 1) / Slots);

    /// <summary>The block that a slot is in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Of(int slot) => Column.At(slot / Slots);

    /// <summary>The alignments of a block's slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float* Alignments(byte* block) => (float*)(block + _codeBytes);

    /// <summary>Writes the code of a slot that there is room for and that is not published.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="code">A byte for each pair of groups.</param>
    /// <param name="alignment">The cosine between the vector and what the code stands for, as it was computed.</param>
    public void Write(int slot, ReadOnlySpan<byte> code, double alignment)
    {
        byte* block = Column.Own(slot / Slots);
        int place = slot % Slots;
        for (int pair = 0; pair < code.Length; pair++)
        {
            block[(pair * Slots) + place] = code[pair];
        }

        Alignments(block)[place] = (float)Math.Min(1, alignment);
    }

    /// <summary>Wipes a slot's code out of a copy of its block. Its alignment becomes 1, with which a code that stands for nobody reaches hardly any line.</summary>
    public void Erase(int slot, Span<byte> block)
    {
        int place = slot % Slots;
        for (int pair = 0; pair < Pairs; pair++)
        {
            block[(pair * Slots) + place] = 0;
        }

        MemoryMarshal.Cast<byte, float>(block[_codeBytes..])[place] = 1;
    }
}
