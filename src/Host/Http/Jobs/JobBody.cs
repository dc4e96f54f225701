using System.Text.Json.Serialization;
using HyperFace.Indexer;

namespace HyperFace.Host.Http.Jobs;

/// <summary>A long job to start.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record JobBody
{
    /// <summary>What it does.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>An enrolment's source, on the server.</summary>
    public SourceBody? Source { get; init; }

    /// <summary>An enrolment that only validates: nothing enters the gallery. False by default.</summary>
    public bool? DryRun { get; init; }

    /// <summary>What an enrolment makes of several images of one subject: keepAll, the default, makes a template of each; fuse makes one of all, and needs the subject's rows to stand together.</summary>
    public TemplateFusion? Fusion { get; init; }

    /// <summary>A rebuild's threads: 0, the default, takes one per processor.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether a rebuild builds the graph; without it the gallery is always scanned. True by default.</summary>
    public bool? BuildGraph { get; init; }

    /// <summary>Rebuild although part of the log cannot be read: what stood there is lost for ever. False by default.</summary>
    public bool? AcceptDamage { get; init; }
}
