using HyperFace.Indexer;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the engine in a host.</summary>
public static class HyperFaceServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="GalleryStore"/>, <see cref="FaceModels"/> and <see cref="GalleryJobs"/> as singletons, the
    /// background services that run the jobs, and <see cref="HyperFaceOptions"/>, validated when the host starts.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; runs after the configuration section <c>HyperFace</c> was bound, if the host has one.</param>
    public static IServiceCollection AddHyperFace(this IServiceCollection services, Action<HyperFaceOptions>? configure = null) => throw new NotImplementedException();
}
