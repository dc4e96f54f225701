namespace HyperFace.Host.Demo.Probing;

/// <summary>How the answers were found.</summary>
/// <param name="Exact">By a scan of every template.</param>
/// <param name="Certified">By a certified sweep.</param>
/// <param name="Graph">Through the graph.</param>
/// <param name="Complete">Answers for which every live template was considered.</param>
/// <param name="Generation">Generation of the index.</param>
/// <param name="Templates">Templates searched each time.</param>
internal sealed record SearchFigures(int Exact, int Certified, int Graph, int Complete, ulong Generation, long Templates);
