using HyperFace.Embedding;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Models;

/// <summary>Synthetic people as a model takes them, drawn for one check.</summary>
internal static class SyntheticFaces
{
    /// <summary>Nobody of the demo and nobody of the shipped model's fitting: populations of different names share no one.</summary>
    private const string Population = "model check";

    /// <summary>Draws so many pictures of so many people.</summary>
    /// <exception cref="InputException">The model takes faces that are not square.</exception>
    public static IReadOnlyList<IReadOnlyList<AlignedFace>> Draw(ModelManifest manifest, int subjects, int images, CancellationToken cancellation)
    {
        if (manifest.Width != manifest.Height)
        {
            throw new InputException($"'{manifest.Name}' takes {manifest.Width} x {manifest.Height} pixels; the synthetic faces of the check are square.");
        }

        var population = new SyntheticPopulation(Population);
        var people = new AlignedFace[subjects][];
        Parallel.For(0, subjects, new ParallelOptions { CancellationToken = cancellation }, subject =>
            people[subject] = [.. Enumerable.Range(0, images).Select(image => Draw(manifest.Width, population, subject, image))]);
        return people;
    }

    private static AlignedFace Draw(int side, SyntheticPopulation population, int subject, int image)
    {
        var rgb = new byte[side * side * 3];
        FaceRenderer.RenderAt(side, population.Subject(subject), population.Variation(subject, image), rgb);
        return AlignedFace.FromRgb(side, side, rgb);
    }
}
