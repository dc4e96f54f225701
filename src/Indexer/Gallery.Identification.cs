using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Identifying;
using HyperFace.Search;

namespace HyperFace.Indexer;

public sealed partial class Gallery
{
    /// <summary>Finds who a probe is (1:N, open set).</summary>
    /// <param name="probe">An embedding of the gallery's model and dimension; it need not have unit length.</param>
    /// <param name="request">How to search; null takes the defaults.</param>
    /// <exception cref="EnrolmentRejectedException">The probe has another dimension, is not finite or is zero.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    public Identification IdentifyEmbedding(ReadOnlyMemory<float> probe, IdentificationRequest? request = null) =>
        Identifier.Identify(_open, [Enrolling.UnitVector.From(probe.Span, Dimension)], request ?? new IdentificationRequest(), except: null, _time);

    /// <summary>Finds who a probe is (1:N, open set).</summary>
    /// <param name="probe">A template made by the gallery's model.</param>
    /// <param name="request">How to search; null takes the defaults.</param>
    /// <exception cref="ModelMismatchException">The probe is of another model.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    public Identification Identify(FaceTemplate probe, IdentificationRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        RequireModel(probe.Fingerprint);
        return IdentifyEmbedding(probe.Vector, request);
    }

    /// <summary>Finds who resembles an enrolled subject: each of its templates is a probe, and the subject itself is left out.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    public Identification IdentifySubject(string subjectId, IdentificationRequest? request = null)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        SubjectEntry subject = Require(subjectId);
        return Identifier.Identify(_open, VectorsOf(subject), request ?? new IdentificationRequest(), except: subject, _time);
    }

    /// <summary>Compares a probe with one subject (1:1): the best of the subject's templates counts.</summary>
    /// <param name="subjectId">The claimed person.</param>
    /// <param name="probe">An embedding of the gallery's model and dimension.</param>
    /// <param name="threshold">Similarity from which it is a match; null takes the gallery's.</param>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    /// <exception cref="EnrolmentRejectedException">The probe has another dimension, is not finite or is zero.</exception>
    /// <exception cref="InvalidRequestException">The threshold is out of its range.</exception>
    public Verification VerifyEmbedding(string subjectId, ReadOnlyMemory<float> probe, float? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(subjectId);
        float? used = Identifier.RequireThreshold(threshold) ?? Threshold;
        float[] unit = Enrolling.UnitVector.From(probe.Span, Dimension);
        float best = VectorsOf(Require(subjectId)).Max(vector => CosineSimilarity.Of(unit, vector));
        return new Verification(Identifier.Decide(best, used, complete: true), best, used, Fingerprint);
    }

    /// <summary>Compares a probe with one subject (1:1): the best of the subject's templates counts.</summary>
    /// <param name="subjectId">The claimed person.</param>
    /// <param name="probe">A template made by the gallery's model.</param>
    /// <param name="threshold">Similarity from which it is a match; null takes the gallery's.</param>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    /// <exception cref="ModelMismatchException">The probe is of another model.</exception>
    public Verification Verify(string subjectId, FaceTemplate probe, float? threshold = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        RequireModel(probe.Fingerprint);
        return VerifyEmbedding(subjectId, probe.Vector, threshold);
    }

    private SubjectEntry Require(string subjectId) =>
        _open.Catalogue.Find(subjectId) ?? throw new SubjectNotFoundException($"Gallery '{GalleryId}' has no subject '{subjectId}'.");

    private float[][] VectorsOf(SubjectEntry subject)
    {
        float[][] vectors = _open.OnIndex(live => subject.Templates
            .Select(t =>
            {
                var vector = new float[Dimension];
                return live.Index.TryGetVector(new TemplateId(t.Id), vector) ? vector : null;
            })
            .OfType<float[]>()
            .ToArray());
        return vectors.Length > 0 ? vectors : throw new SubjectNotFoundException($"Subject '{subject.SubjectId}' has just been removed from gallery '{GalleryId}'.");
    }
}
