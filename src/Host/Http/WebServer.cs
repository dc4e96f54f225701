using HyperFace.Host.Hosting;
using HyperFace.Host.Http.Documents;
using HyperFace.Host.Http.Faces;
using HyperFace.Host.Http.Galleries;
using HyperFace.Host.Http.Guarding;
using HyperFace.Host.Http.Health;
using HyperFace.Host.Http.Jobs;
using HyperFace.Host.Http.Limits;
using HyperFace.Host.Http.Models;
using HyperFace.Host.Http.Problems;
using HyperFace.Host.Http.Requests;
using HyperFace.Host.Http.Searching;
using HyperFace.Host.Http.Subjects;
using HyperFace.Host.Http.Verifying;
using HyperFace.Host.Resources;
using HyperFace.Indexer;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.Extensions.Options;

namespace HyperFace.Host.Http;

/// <summary>The HTTP API over the engine.</summary>
internal static class WebServer
{
    /// <summary>Builds it; settings come from appsettings.json beside the program, then the environment, then the arguments.</summary>
    /// <param name="urls">Where to listen; null takes the configuration's (<c>urls</c>), else <see cref="HttpOptions.DefaultUrl"/>.</param>
    /// <param name="json">Write the log as JSON.</param>
    /// <param name="settings">Settings that go before all others.</param>
    /// <param name="configure">Sets the engine's options, after the configuration.</param>
    public static WebApplication Build(string? urls, bool json, IReadOnlyDictionary<string, string?> settings, Action<HyperFaceOptions> configure)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(ListenAddresses.Require(urls ?? builder.Configuration["urls"] ?? HttpOptions.DefaultUrl));
        AddLog(builder.Logging, json);
        AddServices(builder.Services, configure);
        WebApplication app = builder.Build();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<RequestGuard>();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseRateLimiter();
        MapEndpoints(app);
        return app;
    }

    private static void AddLog(ILoggingBuilder log, bool json)
    {
        log.ClearProviders();
        log.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter(EngineHost.StartFailures, LogLevel.None);
        if (json)
        {
            log.AddJsonConsole();
        }
        else
        {
            log.AddSimpleConsole(console => console.SingleLine = true);
        }
    }

    private static void AddServices(IServiceCollection services, Action<HyperFaceOptions> configure)
    {
        services.AddHyperFace(options =>
        {
            options.Model ??= ShippedModel.Path;
            configure(options);
        });
        services.AddKnownSettings<HyperFaceOptions>(HyperFaceOptions.Section);
        services.AddKnownSettings<HttpOptions>(HttpOptions.Section);
        services.AddSingleton<IValidateOptions<HttpOptions>, HttpOptionsValidation>();
        services.AddOptions<HttpOptions>().BindConfiguration(HttpOptions.Section).ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<HttpOptions>>((host, http) => host.ShutdownTimeout = TimeSpan.FromSeconds(http.Value.ShutdownSeconds));
        services.AddHostedService<GalleryOpening>();
        services.AddSingleton<IHostLifetime, SilentLifetime>();
        services.ConfigureHttpJsonOptions(options => JsonForm.Apply(options.SerializerOptions));
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddRequestLimits();
        services.AddHealth();
        services.AddApiDocument();
        services.AddSingleton<ServerPaths>().AddSingleton<ProblemWriter>();
        services.AddSingleton<JsonBody>().AddSingleton<FormBody>().AddSingleton<FaceBodies>();
        services.AddSingleton<FaceEnrolment>().AddSingleton<ImportPaths>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        RouteGroupBuilder v1 = app.MapGroup("/v1");
        v1.MapGalleries();
        v1.MapSubjects();
        v1.MapFaces();
        v1.MapSearch();
        v1.MapVerify();
        v1.MapJobs();
        v1.MapModels();
        app.MapHealth();
        app.MapProblems();
        app.MapOpenApi($"/openapi/{{documentName:regex(^{ApiDocument.Name}$)}}.json");
    }
}
