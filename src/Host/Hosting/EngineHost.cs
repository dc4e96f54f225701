using HyperFace.Indexer;
using Microsoft.Extensions.Logging.Console;

namespace HyperFace.Host.Hosting;

/// <summary>The generic host of a command.</summary>
internal static class EngineHost
{
    /// <summary>The log of a host that does not start; the command says why in its own words.</summary>
    public const string StartFailures = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Builds it; settings come from appsettings.json beside the program, then the environment, then <paramref name="configure"/>.</summary>
    /// <param name="json">Write warnings as JSON.</param>
    /// <param name="settings">Settings that go before all others.</param>
    /// <param name="configure">Sets the engine's options, after the configuration.</param>
    public static IHost Build(bool json, IReadOnlyDictionary<string, string?> settings, Action<HyperFaceOptions> configure)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Configuration = configuration,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(StartFailures, LogLevel.None);
        builder.Logging.AddConsole(console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = json ? ConsoleFormatterNames.Json : RemarkFormatter.FormatterName;
        });
        builder.Logging.AddConsoleFormatter<RemarkFormatter, ConsoleFormatterOptions>();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddHyperFace(options =>
        {
            options.Model ??= ShippedModel.Path;
            configure(options);
        });
        builder.Services.AddKnownSettings<HyperFaceOptions>(HyperFaceOptions.Section);
        return builder.Build();
    }
}
