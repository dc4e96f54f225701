using HyperFace.Host.Resources;

namespace HyperFace.Host.Http.Problems;

/// <summary>A request that this server cannot fulfil; thrown where that is found out.</summary>
internal sealed class ProblemException(ProblemKind kind, string detail, Exception? inner = null) : Exception(detail, inner)
{
    /// <summary>The kind of problem.</summary>
    public ProblemKind Kind { get; } = kind;

    /// <summary>Why a face was refused.</summary>
    public IReadOnlyList<ReasonResource>? Reasons { get; init; }

    /// <summary>The faces that were refused.</summary>
    public IReadOnlyList<RejectionResource>? Rejected { get; init; }
}
