namespace HyperFace.Host.Http.Problems;

/// <summary>A kind of problem: its stable name, its status, and what it is in general.</summary>
/// <param name="Code">The stable name.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The kind in words; the same for every occurrence.</param>
internal sealed record ProblemKind(string Code, int Status, string Title)
{
    /// <summary>The stable URI reference of the kind (RFC 9457, member <c>type</c>); the server explains it there.</summary>
    public string Type => $"/problems/{Code}";
}
