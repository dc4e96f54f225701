using System.Runtime.InteropServices;
using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Enrolling;
using HyperFace.Indexer.Galleries;
using HyperFace.Indexer.Log;

namespace HyperFace.Indexer;

public sealed partial class Gallery
{
    /// <summary>Enrols one template. The subject is made if it is new; the same content is enrolled once per subject.</summary>
    /// <param name="enrolment">The template.</param>
    /// <param name="cancellation">Keeps the change from being queued. One that is queued takes its course, and the outcome is told.</param>
    /// <exception cref="EnrolmentRejectedException">The subject id, the metadata or the embedding is refused; nothing was changed.</exception>
    /// <exception cref="InvalidRequestException">The content hash, the norm or the number of images is none.</exception>
    /// <exception cref="ModelMismatchException">The embedding is of another model.</exception>
    /// <exception cref="GalleryStorageException">The device refused; nothing was changed.</exception>
    /// <exception cref="LogDamagedException">The log is damaged and takes no changes.</exception>
    /// <exception cref="ObjectDisposedException">The gallery is closed.</exception>
    public async Task<Enrolment> EnrolAsync(TemplateEnrolment enrolment, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(enrolment);
        if (enrolment.Fingerprint is { } fingerprint)
        {
            RequireModel(fingerprint);
        }

        EnrolmentRules.RequireSubjectId(enrolment.SubjectId);
        EnrolmentRules.RequireMetadata(enrolment.Metadata);
        EnrolmentRules.RequireNorm(enrolment.Norm);
        EnrolmentRules.RequireImages(enrolment.Images);
        float[] unit = UnitVector.From(enrolment.Vector.Span, Dimension);
        var accepted = new AcceptedEnrolment(
            enrolment.SubjectId,
            unit,
            EnrolmentRules.ContentHash(enrolment.ContentHash) ?? TemplateEnrolment.ContentHashOf(MemoryMarshal.AsBytes(enrolment.Vector.Span)),
            EnrolmentRules.Source(enrolment.Source),
            enrolment.Norm,
            enrolment.Metadata is { Count: > 0 } metadata ? new Dictionary<string, string>(metadata) : null,
            enrolment.Images,
            enrolment.Origin);
        return await _writer.SubmitAsync(group => Decide(group, accepted), cancellation).ConfigureAwait(false);
    }

    /// <summary>Replaces the metadata of a subject.</summary>
    /// <param name="subjectId">The subject.</param>
    /// <param name="metadata">All of its metadata from now on.</param>
    /// <param name="cancellation">Keeps the change from being queued. One that is queued takes its course, and the outcome is told.</param>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    /// <exception cref="EnrolmentRejectedException">The metadata is refused.</exception>
    /// <exception cref="GalleryStorageException">The device refused; nothing was changed.</exception>
    public async Task UpdateSubjectAsync(string subjectId, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        ArgumentNullException.ThrowIfNull(metadata);
        EnrolmentRules.RequireMetadata(metadata);
        var copy = new Dictionary<string, string>(metadata);
        await _writer.SubmitAsync(
            group =>
            {
                SubjectEntry subject = Require(group, subjectId);
                group.Update(new UpdateSubjectBody(subject.SubjectId, subject.Key, copy));
                return true;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes a subject with all its templates; returns how many there were. The bytes leave the disk with the next rebuild.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    public async Task<int> RemoveSubjectAsync(string subjectId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        return await _writer.SubmitAsync(
            group =>
            {
                SubjectEntry subject = Require(group, subjectId);
                group.Remove(new RemoveBody(subject.SubjectId, subject.Key, [.. subject.Templates.Select(t => t.Id)]));
                return subject.Templates.Count;
            },
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Removes one template; the subject goes with its last one. The bytes leave the disk with the next rebuild.</summary>
    /// <exception cref="SubjectNotFoundException">The subject does not exist or has no such template.</exception>
    public async Task RemoveTemplateAsync(string subjectId, ulong templateId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        await _writer.SubmitAsync(
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
            cancellation).ConfigureAwait(false);
    }

    /// <summary>Throws unless <paramref name="fingerprint"/> is the gallery's model.</summary>
    internal void RequireModel(ModelFingerprint fingerprint)
    {
        if (fingerprint != Fingerprint)
        {
            throw new ModelMismatchException($"Gallery '{GalleryId}' is pinned to model {Fingerprint}; this comes from model {fingerprint}. Templates of different models cannot be compared: use a gallery of that model.");
        }
    }

    private static Enrolment Decide(ChangeGroup group, AcceptedEnrolment enrolment)
    {
        SubjectEntry? subject = group.Catalogue.Find(enrolment.SubjectId);
        if (subject?.FindContent(enrolment.ContentHash) is { } known)
        {
            // A resumed job meets the row that it enrolled just before it died: that is its own work, not a duplicate.
            bool own = enrolment.Origin is { } origin && known.JobId == origin.JobId && known.Row == origin.Row;
            return new Enrolment(enrolment.SubjectId, known.Id, Duplicate: !own);
        }

        if (subject is not null)
        {
            EnrolmentRules.RequireRoom(subject, enrolment.Metadata);
        }

        uint key = subject?.Key ?? group.Catalogue.NextKey;
        var body = new EnrolBody(enrolment.SubjectId, key, enrolment.ContentHash, enrolment.Source, enrolment.Norm, enrolment.Metadata, enrolment.Origin?.JobId, enrolment.Origin?.Row, enrolment.Images > 1 ? enrolment.Images : null);
        return new Enrolment(enrolment.SubjectId, group.Enrol(body, enrolment.Unit), Duplicate: false);
    }

    private SubjectEntry Require(ChangeGroup group, string subjectId) =>
        group.Catalogue.Find(subjectId) ?? throw new SubjectNotFoundException($"Gallery '{GalleryId}' has no subject '{subjectId}'.");
}
