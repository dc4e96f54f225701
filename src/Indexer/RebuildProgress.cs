namespace HyperFace.Indexer;

/// <summary>How far a rebuild is.</summary>
/// <param name="Stage">What it is doing: <c>compacting</c>, <c>linking</c>, <c>auditing</c>, <c>saving</c>, <c>swapping</c>.</param>
/// <param name="Done">Templates done in this stage.</param>
/// <param name="Total">Templates in all.</param>
public readonly record struct RebuildProgress(string Stage, long Done, long Total);
