using HyperFace.Embedding;
using HyperFace.Embedding.Setup;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a face model in a host.</summary>
public static class HyperFaceEmbeddingServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="FaceEmbedder"/> as a singleton that is opened when it is first asked for and freed with the
    /// container, an <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> of <see cref="FaceImage"/> over it, and
    /// <see cref="FaceEmbeddingOptions"/>, validated when the host starts. What is registered already stays.
    /// </summary>
    /// <param name="services">The host's services. A <see cref="TimeProvider"/> among them is the clock.</param>
    /// <param name="configure">Sets the options, the model above all; null where they are configured elsewhere.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddHyperFaceEmbedding(this IServiceCollection services, Action<FaceEmbeddingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<FaceEmbeddingOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FaceEmbeddingOptions>, FaceEmbeddingOptionsValidation>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            FaceEmbeddingOptions options = provider.GetRequiredService<IOptions<FaceEmbeddingOptions>>().Value;
            return FaceEmbedder.Open(options.Model, options.Embedder, provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<IEmbeddingGenerator<FaceImage, Embedding<float>>>(provider =>
            new FaceEmbeddingGenerator(provider.GetRequiredService<FaceEmbedder>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
