namespace HyperFace.Search.Graph;

/// <summary>A new node wishes to be linked to from <paramref name="Target"/> in a layer.</summary>
internal readonly record struct LinkRequest(int Layer, int Target, int Node, float Similarity) : IComparable<LinkRequest>
{
    /// <summary>Order in which requests are granted: by layer and target, then as they came. It decides the graph's bytes.</summary>
    public int CompareTo(LinkRequest other)
    {
        int order = Layer.CompareTo(other.Layer);
        order = order != 0 ? order : Target.CompareTo(other.Target);
        return order != 0 ? order : Node.CompareTo(other.Node);
    }
}
