using System.Globalization;
using HyperFace.Host.Demo.Pictures;
using HyperFace.Host.Demo.Probing;
using HyperFace.Synthesis;

namespace HyperFace.Host.Demo;

/// <summary>Who is drawn how often, under which names: the same for the same settings.</summary>
internal sealed class DemoPlan
{
    /// <summary>The plan of a demo in a folder.</summary>
    public DemoPlan(DemoSettings settings, DemoFolder folder)
    {
        Population = new SyntheticPopulation(settings.Population);
        Gallery = [.. Enumerable.Range(0, settings.Subjects).SelectMany(subject => GalleryOf(subject, settings, folder))];
        Probes = [.. Enumerable.Range(0, settings.ProbesOfEachKind).Select(i => Mated(i, settings, folder)),
            .. Enumerable.Range(0, settings.ProbesOfEachKind).Select(i => NonMated(i, settings, folder))];
    }

    /// <summary>Where the people come from.</summary>
    public SyntheticPopulation Population { get; }

    /// <summary>The images to enrol.</summary>
    public IReadOnlyList<DemoPicture> Gallery { get; }

    /// <summary>The probes: first the mated, then the non-mated.</summary>
    public IReadOnlyList<DemoProbe> Probes { get; }

    private static IEnumerable<DemoPicture> GalleryOf(int subject, DemoSettings settings, DemoFolder folder) => Enumerable
        .Range(0, settings.ImagesPerSubject)
        .Select(image => new DemoPicture(subject, image, Path.Combine(folder.GalleryImages, IdOf(subject), $"{image + 1}.jpg")));

    /// <summary>A picture that is not in the gallery, of people spread evenly over it.</summary>
    private static DemoProbe Mated(int probe, DemoSettings settings, DemoFolder folder)
    {
        bool fewer = settings.ProbesOfEachKind <= settings.Subjects;
        int subject = fewer ? (int)((long)probe * settings.Subjects / settings.ProbesOfEachKind) : probe % settings.Subjects;
        int image = settings.ImagesPerSubject + (fewer ? 0 : probe / settings.Subjects);
        string path = Path.Combine(folder.Probes, "mated", $"{IdOf(subject)}-{image + 1}.jpg");
        return new DemoProbe(new DemoPicture(subject, image, path), IdOf(subject));
    }

    /// <summary>A person from behind those who are enrolled.</summary>
    private static DemoProbe NonMated(int probe, DemoSettings settings, DemoFolder folder)
    {
        string path = Path.Combine(folder.Probes, "nonmated", string.Create(CultureInfo.InvariantCulture, $"unknown-{probe + 1:D4}.jpg"));
        return new DemoProbe(new DemoPicture(settings.Subjects + probe, 0, path), SubjectId: null);
    }

    private static string IdOf(int subject) => string.Create(CultureInfo.InvariantCulture, $"subject-{subject + 1:D4}");
}
