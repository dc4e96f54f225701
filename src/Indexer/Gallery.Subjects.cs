using HyperFace.Indexer.Catalogue;

namespace HyperFace.Indexer;

public sealed partial class Gallery
{
    private const int MaxPage = 1000;

    /// <summary>The subject called <paramref name="subjectId"/>, or null.</summary>
    public Subject? FindSubject(string subjectId)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        return _open.Catalogue.Find(subjectId) is { } entry ? ToSubject(entry) : null;
    }

    /// <summary>Subjects in ordinal order of their id.</summary>
    /// <param name="after">Begin behind this id; null begins at the first.</param>
    /// <param name="max">At most this many, 1 to 1000.</param>
    /// <exception cref="InvalidRequestException"><paramref name="max"/> is out of range.</exception>
    public IReadOnlyList<Subject> ListSubjects(string? after = null, int max = 100)
    {
        if (max is < 1 or > MaxPage)
        {
            throw new InvalidRequestException($"max is {max}; it must be 1 to {MaxPage}.");
        }

        return [.. _open.Catalogue.List(after, max).Select(ToSubject)];
    }

    /// <summary>Whether the subject has this content already.</summary>
    internal bool HasContent(string subjectId, string contentHash) => _open.Catalogue.Find(subjectId)?.FindContent(contentHash) is not null;

    private static Subject ToSubject(SubjectEntry entry) => new(
        entry.SubjectId,
        entry.Metadata,
        [.. entry.Templates.Select(t => new Template(t.Id, DateTimeOffset.FromUnixTimeMilliseconds(t.EnrolledUnixMilliseconds), t.Source, t.ContentHash, t.Norm, t.Images ?? 1))]);
}
