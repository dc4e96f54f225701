namespace HyperFace.Search.Snapshots;

/// <summary>How much is in a snapshot; the lengths of all sections follow.</summary>
/// <param name="Slots">Slots, dead ones included.</param>
/// <param name="LinkedSlots">Slots with a record in the graph.</param>
/// <param name="UpperLists">Lists of upper layers.</param>
/// <param name="Live">Live templates.</param>
/// <param name="Waiting">Slots below the linked ones that wait to be linked.</param>
/// <param name="Free">Slots that may be used again.</param>
internal readonly record struct SnapshotCounts(int Slots, int LinkedSlots, int UpperLists, int Live, int Waiting, int Free)
{
    /// <summary>Whether these can be the counts of an index.</summary>
    public bool ArePossible =>
        Slots is >= 0 and <= HyperFace.Search.Vectors.VectorStore.MostSlots && LinkedSlots >= 0 && LinkedSlots <= Slots && Live >= 0 && Live <= Slots && Waiting >= 0 && Waiting <= LinkedSlots
        && Free >= 0 && Free <= Slots - Live && UpperLists >= 0;
}
