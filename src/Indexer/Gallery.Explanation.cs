using HyperFace.Embedding;
using HyperFace.Indexer.Catalogue;
using HyperFace.Indexer.Identifying;

namespace HyperFace.Indexer;

public sealed partial class Gallery
{
    /// <summary>Finds who a probe is, and tells what the search did and why subjects stand where they do. Slower than the search alone, and it allocates.</summary>
    /// <param name="probe">An embedding of the gallery's model and dimension; it need not have unit length.</param>
    /// <param name="request">How to search; null takes the defaults.</param>
    /// <param name="subjectId">The subject to explain; null explains the best and the first below the threshold.</param>
    /// <exception cref="EnrolmentRejectedException">The probe has another dimension, is not finite or is zero.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    public IdentificationExplanation ExplainEmbedding(ReadOnlyMemory<float> probe, IdentificationRequest? request = null, string? subjectId = null)
    {
        float[] unit = Enrolling.UnitVector.From(probe.Span, Dimension);
        SubjectEntry? subject = subjectId is null ? null : Require(subjectId);
        return new Explainer(_open, unit, request ?? new IdentificationRequest(), _time).Explain(subject);
    }

    /// <summary>Finds who a probe is, and tells what the search did and why subjects stand where they do. Slower than the search alone, and it allocates.</summary>
    /// <param name="probe">A template made by the gallery's model.</param>
    /// <param name="request">How to search; null takes the defaults.</param>
    /// <param name="subjectId">The subject to explain; null explains the best and the first below the threshold.</param>
    /// <exception cref="ModelMismatchException">The probe is of another model.</exception>
    /// <exception cref="InvalidRequestException">A value of the request is out of its range.</exception>
    /// <exception cref="SubjectNotFoundException">There is no such subject.</exception>
    public IdentificationExplanation Explain(FaceTemplate probe, IdentificationRequest? request = null, string? subjectId = null)
    {
        ArgumentNullException.ThrowIfNull(probe);
        RequireModel(probe.Fingerprint);
        return ExplainEmbedding(probe.Vector, request, subjectId);
    }
}
