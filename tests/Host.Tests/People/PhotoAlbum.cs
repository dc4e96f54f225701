using HyperFace.Synthesis;
using HyperFace.Tests.Photos;

namespace HyperFace.Host.Tests.People;

/// <summary>Photos as people have them: synthetic faces of any size and tilt somewhere in a larger picture.</summary>
internal static class PhotoAlbum
{
    public const int Width = 800;
    public const int Height = 600;

    private static readonly SyntheticPopulation People = new("photo-album");

    /// <summary>A JPEG with one person; another <paramref name="shot"/> is another pose, light, size, tilt and place.</summary>
    public static byte[] Of(int person, int shot) => MarkedScene.Jpeg(MarkedScene.Draw(Width, Height, Face(person, shot)));

    /// <summary>A JPEG with two people, the first the larger.</summary>
    public static byte[] OfTwo(int first, int second) => MarkedScene.Jpeg(MarkedScene.Draw(
        Width,
        Height,
        Face(first, 0) with { X = 200, Y = 300, Side = 180 },
        Face(second, 0) with { X = 620, Y = 300, Side = 120 }));

    /// <summary>A JPEG with nobody.</summary>
    public static byte[] OfNobody() => MarkedScene.Jpeg(MarkedScene.Draw(Width, Height));

    /// <summary>A JPEG with one person, far away and out of focus.</summary>
    public static byte[] OfSomebodyFar(int person) => MarkedScene.Jpeg(MarkedScene.Draw(
        Width,
        Height,
        Face(person, 0) with { Variation = FaceVariation.Frontal with { Blur = 1.4f }, Side = 60 }));

    /// <summary>Writes a folder as a user has it: a folder per person with the photos inside.</summary>
    public static string WriteFolder(TemporaryFolder folder, string name, int people, int shots)
    {
        for (int person = 0; person < people; person++)
        {
            for (int shot = 0; shot < shots; shot++)
            {
                folder.Write($"{name}/{IdOf(person)}/{shot}.jpg", Of(person, shot));
            }
        }

        return folder[name];
    }

    public static string IdOf(int person) => $"person-{person:00}";

    private static MarkedFace Face(int person, int shot)
    {
        var random = new Random((person * 100) + shot);
        int side = random.Next(110, 340);
        return new MarkedFace(
            People.Subject(person),
            People.Variation(person, shot),
            random.Next(side * 7 / 10, Width - (side * 7 / 10)),
            random.Next(side * 7 / 10, Height - (side * 7 / 10)),
            side,
            random.Next(-12, 13));
    }
}
