using CsCheck;
using HyperFace.Host.Demo;
using HyperFace.Host.Demo.Pictures;

namespace HyperFace.Host.Tests.Demo;

public sealed class DemoPlanTests
{
    private static readonly DemoFolder Folder = new("plan");

    private static readonly Gen<DemoSettings> Settings = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 4], Gen.Int[1, 90], (subjects, images, probes) => new DemoSettings(subjects, images, probes, "any"));

    [Fact]
    public void No_picture_is_drawn_twice_and_no_file_is_written_twice() => Settings.Sample(settings =>
    {
        DemoPicture[] pictures = PicturesOf(settings);
        Assert.Equal((settings.Subjects * settings.ImagesPerSubject) + (2 * settings.ProbesOfEachKind), pictures.Length);
        Assert.Equal(pictures.Length, pictures.Select(picture => (picture.Subject, picture.Image)).Distinct().Count());
        Assert.Equal(pictures.Length, pictures.Select(picture => picture.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    });

    [Fact]
    public void Mated_probes_are_of_enrolled_people_and_non_mated_ones_are_not() => Settings.Sample(settings =>
    {
        var plan = new DemoPlan(settings, Folder);
        Dictionary<int, string> enrolled = plan.Gallery.GroupBy(picture => picture.Subject).ToDictionary(group => group.Key, group => Path.GetFileName(Path.GetDirectoryName(group.First().Path))!);

        Assert.Equal(settings.ProbesOfEachKind, plan.Probes.Count(probe => probe.SubjectId is not null));
        Assert.All(plan.Probes, probe => Assert.Equal(enrolled.GetValueOrDefault(probe.Picture.Subject), probe.SubjectId));
    });

    [Fact]
    public void Mated_probes_are_spread_evenly_over_the_gallery()
    {
        var plan = new DemoPlan(new DemoSettings(1000, 3, 300, "any"), Folder);
        int[] subjects = [.. plan.Probes.Where(probe => probe.SubjectId is not null).Select(probe => probe.Picture.Subject)];

        Assert.Equal(300, subjects.Distinct().Count());
        Assert.All(subjects.Zip(subjects.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 3, 4));
    }

    private static DemoPicture[] PicturesOf(DemoSettings settings)
    {
        var plan = new DemoPlan(settings, Folder);
        return [.. plan.Gallery, .. plan.Probes.Select(probe => probe.Picture)];
    }
}
