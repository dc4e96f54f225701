using System.Net;
using HyperFace.Host.Http.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http.Guarding;

/// <summary>
/// Refuses requests that a caller of an API does not make: from a web page of another site, to a foreign host name over
/// the loopback address (DNS rebinding), and with a path that means another resource than it names.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, IOptions<HttpOptions> options)
{
    /// <summary>Checks, then runs the rest of the pipeline.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        RequireKnownHost(context);
        RequireOwnSite(context.Request);
        RequirePlainPath(context);
        return next(context);
    }

    private void RequireKnownHost(HttpContext context)
    {
        string host = context.Request.Host.Host;
        string[] allowed = options.Value.AllowedHosts;
        bool isChecked = allowed.Length > 0 || (context.Connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address));
        if (isChecked && !IsLoopbackName(host) && !allowed.Contains(host, StringComparer.OrdinalIgnoreCase))
        {
            throw new ProblemException(ProblemKinds.UnknownHost, $"'{host}' is not a name of this server. Behind a proxy, add it to {HttpOptions.Section}:{nameof(HttpOptions.AllowedHosts)}.");
        }
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>Browsers say where a request comes from; multipart forms need no permission to be sent, so it is asked here.</summary>
    private static void RequireOwnSite(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString();
        string origin = request.Headers.Origin.ToString();
        bool foreign = site is "cross-site" or "same-site" || (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}");
        if (foreign)
        {
            throw new ProblemException(ProblemKinds.CrossSiteRequest, "This API is not open to web pages of other sites.");
        }
    }

    /// <summary>
    /// A subject called <c>..</c> in a path would name the gallery instead, and deleting the one would delete the other;
    /// so a path must stay what it was when it was written, and end in a name.
    /// </summary>
    private static void RequirePlainPath(HttpContext context)
    {
        string target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        string path = target.Split('?', 2)[0];
        if (path.Split('/').Any(segment => Uri.UnescapeDataString(segment) is "." or ".."))
        {
            throw new ProblemException(ProblemKinds.InvalidRequest, "The path holds a segment '.' or '..'; subjects of that name cannot be addressed by path.");
        }

        if (path.Length > 1 && path.EndsWith('/'))
        {
            throw new ProblemException(ProblemKinds.RouteNotFound, "The path ends in '/'; leave it out.");
        }
    }
}
