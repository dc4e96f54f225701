namespace HyperFace.Host.Demo;

/// <summary>How large a demo is, and which people are in it.</summary>
/// <param name="Subjects">People to enrol.</param>
/// <param name="ImagesPerSubject">Images of each.</param>
/// <param name="ProbesOfEachKind">Probes of enrolled people, and as many of people who are not.</param>
/// <param name="Population">The synthetic population that all of them come from.</param>
internal sealed record DemoSettings(int Subjects, int ImagesPerSubject, int ProbesOfEachKind, string Population)
{
    /// <summary>The population of a seed. None of them shares a person with what the shipped model was fitted on.</summary>
    public static string PopulationOf(int seed) => seed == 1 ? "demo" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"demo-{seed}");
}
