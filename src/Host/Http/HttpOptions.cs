namespace HyperFace.Host.Http;

/// <summary>How the HTTP API is set up. Bound from the configuration section <c>HyperFaceHttp</c>; validated when the server starts.</summary>
internal sealed class HttpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "HyperFaceHttp";

    /// <summary>Where the server listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8470";

    /// <summary>
    /// Host names that requests may be addressed to, besides the loopback ones. Where none is named, which is the default,
    /// only requests over a loopback address are held to it, so that a web page cannot reach the server through a name
    /// of its own.
    /// </summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>Bytes of a request body: 1 KiB to 1 GiB, 48 MiB by default (an image of 32 MiB in base64, and room).</summary>
    public long MaxRequestBytes { get; set; } = 48L << 20;

    /// <summary>Images in one request: 1 to 256, 16 by default.</summary>
    public int MaxImages { get; set; } = 16;

    /// <summary>Requests with faces that may be in the house at once, each with its body in memory; more are refused: 1 to 10,000, 64 by default.</summary>
    public int MaxFaceRequests { get; set; } = 64;

    /// <summary>Of these, how many are worked on at once; the others wait: 0 to 256; 0, the default, takes one per processor.</summary>
    public int MaxConcurrentWork { get; set; }

    /// <summary>Connections at once: 1 to 100,000, 1,000 by default.</summary>
    public int MaxConnections { get; set; } = 1000;

    /// <summary>Seconds after which a request is given up: 1 to 3,600, 60 by default.</summary>
    public int RequestSeconds { get; set; } = 60;

    /// <summary>Seconds that requests and jobs get to come to an orderly end when the server stops: 1 to 3,600, 30 by default.</summary>
    public int ShutdownSeconds { get; set; } = 30;
}
