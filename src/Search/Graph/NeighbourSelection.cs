using HyperFace.Search.Kernels;
using HyperFace.Search.Vectors;

namespace HyperFace.Search.Graph;

/// <summary>
/// The selection heuristic of HNSW (Malkov and Yashunin, Algorithm 4): from candidates sorted best first, a candidate
/// is kept only if it is nearer to the node than to every one kept before it.
/// </summary>
internal static unsafe class NeighbourSelection
{
    /// <summary>Writes the slots kept into <paramref name="kept"/>; returns how many.</summary>
    /// <remarks>A candidate as near to a kept one as to the node is dropped: copies of one face must not fill a list.</remarks>
    public static int Select(VectorStore vectors, ReadOnlySpan<float> similarities, ReadOnlySpan<int> slots, Span<int> kept)
    {
        int count = 0;
        for (int i = 0; i < slots.Length && count < kept.Length; i++)
        {
            float* candidate = vectors.Vector(slots[i]);
            bool diverse = true;
            for (int j = 0; j < count && diverse; j++)
            {
                diverse = DotProduct.Of(candidate, vectors.Vector(kept[j]), vectors.Stride) < similarities[i];
            }

            if (diverse)
            {
                kept[count++] = slots[i];
            }
        }

        return count;
    }
}
