namespace HyperFace.Search.Graph;

/// <summary>A slot that may become a node's neighbour.</summary>
/// <param name="Similarity">Cosine of slot and node.</param>
/// <param name="Slot">The slot.</param>
/// <param name="IsSettled">Whether the heuristic chose it, against the other settled ones, before.</param>
internal readonly record struct Neighbour(float Similarity, int Slot, bool IsSettled) : IComparable<Neighbour>
{
    /// <summary>Best first, ties by slot.</summary>
    public int CompareTo(Neighbour other)
    {
        int order = other.Similarity.CompareTo(Similarity);
        return order != 0 ? order : Slot.CompareTo(other.Slot);
    }
}
