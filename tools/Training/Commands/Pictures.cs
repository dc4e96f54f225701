using System.Diagnostics;
using System.Globalization;
using HyperFace.Training.Learning;
using HyperFace.Training.People;

namespace HyperFace.Training.Commands;

/// <summary>The pictures that a run begins with.</summary>
internal static class Pictures
{
    private const string Watched = "training-watch";
    private const int WatchedSubjects = 400;

    /// <summary>The first codes of a file.</summary>
    /// <exception cref="TrainingException">It holds too few.</exception>
    public static float[][] Codes(string path, int count)
    {
        float[][] codes = CodeFile.Read(path);
        return codes.Length >= count ? codes[..count] : throw new TrainingException($"'{path}' holds {codes.Length} codes; {count} people are to be learned from.");
    }

    /// <summary>What a network learns from.</summary>
    public static PictureStore ToLearnFrom(IPeople people, Recipe recipe)
    {
        long started = Stopwatch.GetTimestamp();
        PictureStore pictures = PictureStore.Draw(new Portraits(people, recipe.Range), recipe.Identities, recipe.Images);
        Outcome.Say(string.Create(CultureInfo.InvariantCulture, $"Drew {pictures.Count:N0} pictures of {recipe.Identities:N0} people: {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s."));
        return pictures;
    }

    /// <summary>What it is watched on meanwhile.</summary>
    public static Validation ToWatch(Recipe recipe) => new(PictureStore.Draw(new Portraits(new SeededPeople(Watched), recipe.Range), WatchedSubjects, 2));
}
