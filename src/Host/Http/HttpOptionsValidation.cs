using System.Globalization;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http;

/// <summary>Refuses settings that are out of their range, by name.</summary>
internal sealed class HttpOptionsValidation : IValidateOptions<HttpOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        string[] failures =
        [
            .. Outside(nameof(HttpOptions.MaxRequestBytes), options.MaxRequestBytes, 1 << 10, 1 << 30),
            .. Outside(nameof(HttpOptions.MaxImages), options.MaxImages, 1, 256),
            .. Outside(nameof(HttpOptions.MaxFaceRequests), options.MaxFaceRequests, 1, 10_000),
            .. Outside(nameof(HttpOptions.MaxConcurrentWork), options.MaxConcurrentWork, 0, 256),
            .. Outside(nameof(HttpOptions.MaxConnections), options.MaxConnections, 1, 100_000),
            .. Outside(nameof(HttpOptions.RequestSeconds), options.RequestSeconds, 1, 3600),
            .. Outside(nameof(HttpOptions.ShutdownSeconds), options.ShutdownSeconds, 1, 3600),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Outside(string name, long value, long least, long most) => value >= least && value <= most
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{HttpOptions.Section}:{name} is {value}; it must be {least} to {most}.")];
}
