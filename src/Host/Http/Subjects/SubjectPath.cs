using Microsoft.AspNetCore.Http.Features;

namespace HyperFace.Host.Http.Subjects;

/// <summary>
/// The subject that a path names. Routing leaves an escaped slash as it is and decodes the rest, so that <c>a%2Fb</c>
/// and <c>a%252Fb</c> would look the same; the segment is therefore taken as it was sent.
/// </summary>
internal static class SubjectPath
{
    // "", "v1", "galleries", the gallery, "subjects", the subject.
    private const int SubjectSegment = 5;

    /// <summary>The subject's id.</summary>
    public static string IdFrom(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string path = Uri.TryCreate(target, UriKind.Absolute, out Uri? absolute) && !target.StartsWith('/') ? absolute.AbsolutePath : target.Split('?', 2)[0];
        return Uri.UnescapeDataString(path.Split('/')[SubjectSegment]);
    }
}
