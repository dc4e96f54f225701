using HyperFace.Indexer;

namespace HyperFace.Host.Hosting;

/// <summary>The generic host of a command.</summary>
internal static class EngineHost
{
    /// <summary>Builds it; settings come from appsettings.json beside the program, then the environment, then <paramref name="configure"/>.</summary>
    public static IHost Build(Action<HyperFaceOptions> configure)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Configuration = configuration,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddHyperFace(options =>
        {
            options.Model ??= ShippedModel.Path;
            configure(options);
        });
        return builder.Build();
    }
}
