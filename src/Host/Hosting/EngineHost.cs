using HyperFace.Indexer;
using Microsoft.Extensions.Logging.Console;

namespace HyperFace.Host.Hosting;

/// <summary>The generic host of a command.</summary>
internal static class EngineHost
{
    /// <summary>Builds it; settings come from appsettings.json beside the program, then the environment, then <paramref name="configure"/>.</summary>
    /// <param name="json">Write warnings as JSON.</param>
    /// <param name="configure">Sets the engine's options, after the configuration.</param>
    public static IHost Build(bool json, Action<HyperFaceOptions> configure)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Configuration = configuration,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
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
        return builder.Build();
    }
}
