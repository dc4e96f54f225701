using HyperFace.Embedding;
using HyperFace.Indexer;
using HyperFace.Indexer.Jobs;
using HyperFace.Indexer.Setup;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine in a host.</summary>
public static class HyperFaceServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="GalleryStore"/>, <see cref="FaceModels"/> and <see cref="GalleryJobs"/> as singletons, the
    /// background services that run the jobs, and <see cref="HyperFaceOptions"/>, validated when the host starts. An
    /// <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of <see cref="FaceImage"/> over the default model
    /// (<see cref="FaceModels.Default"/>) comes with them, unless one is registered already.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; runs after the configuration section <c>HyperFace</c> was bound, if the host has one.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddHyperFace(this IServiceCollection services, Action<HyperFaceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<HyperFaceOptions>()
            .Configure<IServiceProvider>((options, provider) => provider.GetService<IConfiguration>()?.GetSection(HyperFaceOptions.Section).Bind(options))
            .Configure(options => configure?.Invoke(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HyperFaceOptions>, HyperFaceOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new GalleryStore(
            provider.GetRequiredService<IOptions<HyperFaceOptions>>().Value.DataFolder,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<GalleryStore>>()));
        services.TryAddSingleton<FaceModels>();
        services.TryAddSingleton<IEmbeddingGenerator<FaceImage, Embedding<float>>>(provider =>
            new FaceEmbeddingGenerator(provider.GetRequiredService<FaceModels>().Default, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<GalleryJobs>();
        services.AddHostedService<EnrolmentWorker>();
        services.AddHostedService<RebuildWorker>();
        return services;
    }
}
