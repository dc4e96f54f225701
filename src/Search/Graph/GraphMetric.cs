using System.Runtime.CompilerServices;
using HyperFace.Search.Codes;
using HyperFace.Search.Kernels;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// How near nodes are to one another, for walking and linking: by their byte codes, a quarter of the memory and the same
/// on every processor; by their vectors where there are no codes. What is found is ranked by its vectors in the end.
/// </summary>
internal sealed unsafe class GraphMetric(VectorStore vectors, CodeStore? codes)
{
    /// <summary>Bytes of a vector that are sent for: the hardware follows on by itself after the first few lines.</summary>
    private const int VectorBytes = 4 * Kernels.Fetch.CacheLine;

    /// <summary>How far a node may be from what its two-bit code says before a glance misjudges it, in deviations of the code's error.</summary>
    private const float GlanceDeviations = 2;

    private readonly float _glanceSpread = codes is null ? 0 : GlanceDeviations / MathF.Sqrt(codes.Dimension);

    /// <summary>A node as a probe.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public GraphProbe Of(int slot) => codes is null ? GraphProbe.Of(vectors.Vector(slot)) : GraphProbe.Of(codes.Bytes(slot), codes.Scale(slot));

    /// <summary>The cosine of a probe and a node, as near as the codes tell. The same whichever of two nodes is the probe.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Similarity(GraphProbe probe, int slot) => codes is null
        ? DotProduct.Of(probe.Vector, vectors.Vector(slot), vectors.Stride)
        : ByteProduct.Of(probe.Bytes, codes.Bytes(slot), codes.Dimension) * (probe.Scale * codes.Scale(slot));

    /// <summary>Whether a node may be more similar to the probe than this, as far as its two-bit code tells, which has a third of the cache lines that a comparison reads: in doubt yes, wrongly no of one in fifty that barely are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayExceed(float similarity, GraphProbe probe, int slot) =>
        codes!.PairFactors(slot)->Reaches(codes.PairProductOf(slot, probe.Bytes, probe.Sum, probe.Scale), similarity, _glanceSpread);

    /// <summary>Whether two nodes are one to every walk: their byte codes and what these stand for, or their vectors, are the same bit for bit.</summary>
    public bool AreSame(int slot, int other) => codes is null
        ? Words(slot).SequenceEqual(Words(other))
        : codes.Scale(slot).Equals(codes.Scale(other)) && Words(slot).SequenceEqual(Words(other));

    /// <summary>A hash of what makes nodes the same.</summary>
    public ulong HashOf(int slot)
    {
        ulong hash = 0x9E3779B97F4A7C15;
        foreach (ulong word in Words(slot))
        {
            hash = (hash ^ word) * 0xFF51AFD7ED558CCD;
            hash ^= hash >> 32;
        }

        return codes is null ? hash : (hash ^ BitConverter.SingleToUInt32Bits(codes.Scale(slot))) * 0xFF51AFD7ED558CCD;
    }

    /// <summary>Sends for what a glance at a node will read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchGlance(int slot) => codes!.FetchPairs(slot);

    /// <summary>Sends for what a comparison with a node will read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int slot)
    {
        if (codes is null)
        {
            Kernels.Fetch.Lines(vectors.Vector(slot), VectorBytes);
        }
        else
        {
            codes.FetchBytes(slot);
        }
    }

    private ReadOnlySpan<ulong> Words(int slot) => codes is null
        ? new(vectors.Vector(slot), vectors.Stride * sizeof(float) / sizeof(ulong))
        : new(codes.Bytes(slot), codes.Dimension / sizeof(ulong));
}
