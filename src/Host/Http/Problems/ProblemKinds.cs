using System.Collections.Frozen;

namespace HyperFace.Host.Http.Problems;

/// <summary>Every kind of problem that the API answers with.</summary>
internal static class ProblemKinds
{
    public static readonly ProblemKind InvalidRequest = new("invalidRequest", 400, "A value of the request is missing or out of its range.");
    public static readonly ProblemKind MalformedBody = new("malformedBody", 400, "The request body cannot be read.");
    public static readonly ProblemKind UnknownHost = new("unknownHost", 400, "The request is addressed to a host name that is not this server's.");
    public static readonly ProblemKind CrossSiteRequest = new("crossSiteRequest", 403, "The request comes from a web page of another site.");
    public static readonly ProblemKind ImportRootNotConfigured = new("importRootNotConfigured", 403, "This server reads no files of its own.");
    public static readonly ProblemKind PathOutsideRoot = new("pathOutsideRoot", 403, "The path leads outside the import root.");
    public static readonly ProblemKind RouteNotFound = new("routeNotFound", 404, "There is nothing at this address.");
    public static readonly ProblemKind GalleryNotFound = new("galleryNotFound", 404, "There is no such gallery.");
    public static readonly ProblemKind SubjectNotFound = new("subjectNotFound", 404, "There is no such subject or template.");
    public static readonly ProblemKind JobNotFound = new("jobNotFound", 404, "There is no such job.");
    public static readonly ProblemKind MethodNotAllowed = new("methodNotAllowed", 405, "This address does not know this method.");
    public static readonly ProblemKind GalleryExists = new("galleryExists", 409, "There is another gallery of that name.");
    public static readonly ProblemKind GalleryInUse = new("galleryInUse", 409, "Another process has the gallery open.");
    public static readonly ProblemKind ModelMismatch = new("modelMismatch", 409, "The template, or the model, is not of the model that the gallery is pinned to.");
    public static readonly ProblemKind RequestTooLarge = new("requestTooLarge", 413, "The request is too large.");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupportedMediaType", 415, "The request body is of a media type that is not read here.");
    public static readonly ProblemKind Rejected = new("rejected", 422, "No face was accepted.");
    public static readonly ProblemKind Import = new("import", 422, "The source of an enrolment cannot be read as what it is said to be.");
    public static readonly ProblemKind InternalError = new("internalError", 500, "The server met an error of its own.");
    public static readonly ProblemKind Busy = new("busy", 503, "The server has as much work as it can take.");
    public static readonly ProblemKind Timeout = new("timeout", 503, "The request took too long and was given up.");
    public static readonly ProblemKind Model = new("model", 503, "The face model cannot be used.");
    public static readonly ProblemKind ExecutionProvider = new("executionProvider", 503, "What should run the face model is not there.");
    public static readonly ProblemKind Storage = new("storage", 503, "The disk refused; what was not acknowledged did not happen.");
    public static readonly ProblemKind LogDamaged = new("logDamaged", 503, "Part of the gallery's log cannot be read; changes are refused until the operator decides.");

    private static readonly FrozenDictionary<string, ProblemKind> ByCode = new[]
    {
        InvalidRequest, MalformedBody, UnknownHost, CrossSiteRequest, ImportRootNotConfigured, PathOutsideRoot, RouteNotFound,
        GalleryNotFound, SubjectNotFound, JobNotFound, MethodNotAllowed, GalleryExists, GalleryInUse, ModelMismatch,
        RequestTooLarge, UnsupportedMediaType, Rejected, Import, InternalError, Busy, Timeout, Model, ExecutionProvider,
        Storage, LogDamaged,
    }.ToFrozenDictionary(kind => kind.Code);

    /// <summary>The kind of that name, or null.</summary>
    public static ProblemKind? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The kind that a bare status stands for.</summary>
    public static ProblemKind OfStatus(int status) => status switch
    {
        404 => RouteNotFound,
        405 => MethodNotAllowed,
        408 => Timeout,
        413 => RequestTooLarge,
        415 => UnsupportedMediaType,
        503 => Busy,
        >= 500 => InternalError,
        _ => InvalidRequest,
    };
}
