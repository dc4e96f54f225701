using System.Runtime.CompilerServices;

namespace HyperFace.Search.Sweep;

/// <summary>A slot that its code does not exclude. Eight bytes: a sweep may put off a hundred thousand.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Sum">The sum of its code: that of the signs of 4,096 dimensions is 65,280 at most, for four groups share a byte.</param>
/// <param name="Step">Its alignment in whole steps, rounded down: so a line that it reached is reached still.</param>
internal readonly record struct DeferredSlot(int Slot, ushort Sum, ushort Step)
{
    private const float Steps = ushort.MaxValue;

    /// <summary>Puts a slot off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DeferredSlot Of(int slot, int sum, float alignment) => new(slot, (ushort)sum, (ushort)(int)(alignment * Steps));

    /// <summary>Its alignment, or a little less.</summary>
    public float Alignment => Step * (1 / Steps);
}
