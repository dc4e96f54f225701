using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Support;

/// <summary>Vector stores filled for tests of what stands above them.</summary>
internal static unsafe class FilledStore
{
    /// <summary>A store of these vectors at unit length; slot, template and subject have the same number.</summary>
    public static VectorStore Of(params float[][] vectors)
    {
        var store = new VectorStore(vectors[0].Length);
        foreach (float[] vector in vectors)
        {
            Append(store, vector);
        }

        return store;
    }

    /// <summary>Appends a vector at unit length.</summary>
    public static int Append(VectorStore store, float[] vector)
    {
        int slot = store.Reserve((ulong)store.Count, (uint)store.Count);
        UnitLength.Normalise(vector, new Span<float>(store.Vector(slot), store.Dimension), store.Dimension);
        store.Publish(slot);
        return slot;
    }
}
