using HyperFace.Search.Vectors;

namespace HyperFace.Search.Tests.Support;

/// <summary>Vector stores filled for tests of what stands above them.</summary>
internal static class FilledStore
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
        int slot = store.Append();
        UnitLength.Normalise(vector, store.Write(slot, (ulong)slot, (uint)slot), store.Dimension);
        store.Publish(slot);
        return slot;
    }
}
