using HyperFace.Embedding;
using HyperFace.Host.Resources;
using HyperFace.Indexer;

namespace HyperFace.Host.Http.Problems;

/// <summary>One problem on its way to the caller.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Detail">What was wrong, where, and what to do.</param>
/// <param name="Reasons">Why a face was refused.</param>
/// <param name="Rejected">The faces that were refused.</param>
internal sealed record Problem(ProblemKind Kind, string Detail, IReadOnlyList<ReasonResource>? Reasons = null, IReadOnlyList<RejectionResource>? Rejected = null)
{
    /// <summary>The problem that an exception stands for; null when it is a fault of this program.</summary>
    public static Problem? From(Exception exception) => exception switch
    {
        ProblemException e => new(e.Kind, e.Message, e.Reasons, e.Rejected),
        EnrolmentRejectedException e => new(ProblemKinds.Rejected, e.Message, [ReasonResource.From(e)]),
        InvalidImageException e => new(ProblemKinds.Rejected, e.Message, [ReasonResource.From(e)]),
        FaceRefusedException e => new(ProblemKinds.Rejected, e.Message, ReasonResource.From(e)),
        GalleryException e when ProblemKinds.Find(e.Code) is { } kind => new(kind, e.Message),
        ModelException e => new(ProblemKinds.Model, e.Message),
        ExecutionProviderException e => new(ProblemKinds.ExecutionProvider, e.Message),
        DecodingUnavailableException e => new(ProblemKinds.Busy, e.Message),
        ObjectDisposedException => new(ProblemKinds.GalleryNotFound, "The gallery has been removed while the request was under way."),
        BadHttpRequestException e => OfBadRequest(e),
        _ => null,
    };

    private static Problem OfBadRequest(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new(ProblemKinds.RequestTooLarge, "The body has more bytes than this server takes (HyperFaceHttp:MaxRequestBytes)."),
        StatusCodes.Status400BadRequest => new(ProblemKinds.InvalidRequest, BindingFailure.InWords(e.Message)),
        _ => new(ProblemKinds.OfStatus(e.StatusCode), "The request cannot be read."),
    };
}
