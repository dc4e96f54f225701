using System.Text.Json.Serialization;

namespace HyperFace.Host.Http.Searching;

/// <summary>Which subjects are searched; both conditions hold at once.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FilterBody
{
    /// <summary>Only these subjects; ids that are not there are passed over.</summary>
    public IReadOnlyList<string>? SubjectIds { get; init; }

    /// <summary>Only subjects whose metadata has all these values.</summary>
    public Dictionary<string, string>? Metadata { get; init; }
}
