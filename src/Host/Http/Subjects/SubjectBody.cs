using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Subjects;

/// <summary>What a subject should be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SubjectBody
{
    /// <summary>The caller's data on the person; takes the place of what was there. Up to 64 entries, names up to 128, values up to 4,096 characters.</summary>
    public required Dictionary<string, string> Metadata { get; init; }
}
