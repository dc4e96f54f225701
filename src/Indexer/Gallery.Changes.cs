using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer;

public sealed partial class Gallery
{
    /// <summary>Enrols one template. The subject is made if it is new; the same content is enrolled once per subject.</summary>
    /// <exception cref="EnrolmentRejectedException">The subject id, the metadata or the embedding is refused; nothing was changed.</exception>
    /// <exception cref="ModelMismatchException">The embedding is of another model.</exception>
    /// <exception cref="GalleryStorageException">The device refused; nothing was changed.</exception>
    public async Task<Enrolment> EnrolAsync(TemplateEnrolment enrolment, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        if (enrolment.Fingerprint is { } fingerprint)
        {
            RequireModel(fingerprint);
        }

        EnrolmentRules.RequireSubjectId(enrolment.SubjectId);
        EnrolmentRules.RequireMetadata(enrolment.Metadata);
        float[] unit = UnitVector.From(enrolment.Vector.Span, Dimension);
        string hash = enrolment.ContentHash ?? Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(enrolment.Vector.Span)));
        return await _writer.SubmitAsync(group => Decide(group, enrolment, unit, hash), cancellation).ConfigureAwait(false);
    }

    /// <summary>Replaces the metadata of a subject.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    /// <exception cref="EnrolmentRejectedException">The metadata is refused.</exception>
    public Task UpdateSubjectAsync(string subjectId, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        EnrolmentRules.RequireMetadata(metadata);
        return _writer.SubmitAsync(
            group =>
            {
                SubjectEntry subject = Require(group, subjectId);
                group.Update(new UpdateSubjectBody(subject.SubjectId, subject.Key, new Dictionary<string, string>(metadata)));
                return true;
            },
            cancellation);
    }

    /// <summary>Removes a subject with all its templates; returns how many there were. The bytes leave the disk with the next rebuild.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    public Task<int> RemoveSubjectAsync(string subjectId, CancellationToken cancellation = default) =>
        _writer.SubmitAsync(
            group =>
            {
                SubjectEntry subject = Require(group, subjectId);
                group.Remove(new RemoveBody(subject.SubjectId, subject.Key, [.. subject.Templates.Select(t => t.Id)]));
                return subject.Templates.Count;
            },
            cancellation);

    /// <summary>Removes one template; the subject goes with its last one. The bytes leave the disk with the next rebuild.</summary>
    /// <exception cref="SubjectNotFoundException">The subject does not exist or has no such template.</exception>
    public Task RemoveTemplateAsync(string subjectId, ulong templateId, CancellationToken cancellation = default) =>
        _writer.SubmitAsync(
            group =>
            {
                SubjectEntry subject = Require(group, subjectId);
                if (subject.Templates.All(t => t.Id != templateId))
                {
                    throw new SubjectNotFoundException($"Subject '{subjectId}' of gallery '{GalleryId}' has no template {templateId}.");
                }

                group.Remove(new RemoveBody(subject.SubjectId, subject.Key, [templateId]));
                return true;
            },
            cancellation);

    /// <summary>Throws unless <paramref name="fingerprint"/> is the gallery's model.</summary>
    internal void RequireModel(ModelFingerprint fingerprint)
    {
        if (fingerprint != Fingerprint)
        {
            throw new ModelMismatchException($"Gallery '{GalleryId}' is pinned to model {Fingerprint}; this comes from model {fingerprint}. Templates of different models cannot be compared: use a gallery of that model.");
        }
    }

    private static Enrolment Decide(ChangeGroup group, TemplateEnrolment enrolment, float[] unit, string hash)
    {
        SubjectEntry? subject = group.Catalogue.Find(enrolment.SubjectId);
        if (subject?.FindContent(hash) is { } known)
        {
            // A resumed job meets the row that it enrolled just before it died: that is its own work, not a duplicate.
            bool own = enrolment.Origin is { } origin && known.JobId == origin.JobId && known.Row == origin.Row;
            return new Enrolment(enrolment.SubjectId, known.Id, Duplicate: !own);
        }

        if (subject?.Templates.Count >= EnrolmentRules.MaxTemplatesPerSubject)
        {
            throw new EnrolmentRejectedException(RejectionReason.TooManyTemplates, $"Subject '{enrolment.SubjectId}' has {subject.Templates.Count} templates, as many as a subject may have.");
        }

        uint key = subject?.Key ?? group.Catalogue.NextKey;
        var body = new EnrolBody(enrolment.SubjectId, key, hash, enrolment.Source, enrolment.Norm, enrolment.Metadata, enrolment.Origin?.JobId, enrolment.Origin?.Row);
        return new Enrolment(enrolment.SubjectId, group.Enrol(body, unit), Duplicate: false);
    }

    private SubjectEntry Require(ChangeGroup group, string subjectId) =>
        group.Catalogue.Find(subjectId) ?? throw new SubjectNotFoundException($"Gallery '{GalleryId}' has no subject '{subjectId}'.");
}
