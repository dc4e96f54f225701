using Microsoft.Extensions.Options;

namespace HyperFace.Host.Hosting;

/// <summary>Registers the check of settings' names.</summary>
internal static class KnownSettingsRegistration
{
    /// <summary>Checks the names in <paramref name="section"/> when the host starts.</summary>
    public static void AddKnownSettings<T>(this IServiceCollection services, string section)
        where T : class =>
        services.AddSingleton<IValidateOptions<T>>(provider => new KnownSettings<T>(provider.GetRequiredService<IConfiguration>(), section));
}
