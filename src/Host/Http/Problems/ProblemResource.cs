using System.Text.Json.Serialization;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Http.Problems;

/// <summary>Why a request was not fulfilled (RFC 9457).</summary>
internal sealed record ProblemResource
{
    /// <summary>The kind of problem, a stable URI reference; this server explains it there.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong, where, and what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The address that was asked.</summary>
    public required string Instance { get; init; }

    /// <summary>The kind's stable name, for programs.</summary>
    public required string Code { get; init; }

    /// <summary>Identifies this request in the server's log.</summary>
    public required string TraceId { get; init; }

    /// <summary>Why a face was refused, where one was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ReasonResource>? Reasons { get; init; }

    /// <summary>The faces that were refused, where there were several.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RejectionResource>? Rejected { get; init; }
}
