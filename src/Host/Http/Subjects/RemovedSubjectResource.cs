namespace HyperFace.Host.Http.Subjects;

/// <summary>A subject that is gone.</summary>
internal sealed record RemovedSubjectResource
{
    /// <summary>The person.</summary>
    public required string SubjectId { get; init; }

    /// <summary>How many templates went with it.</summary>
    public required int RemovedTemplates { get; init; }
}
