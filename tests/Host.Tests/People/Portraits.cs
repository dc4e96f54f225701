using SkiaSharp;

namespace HyperFace.Host.Tests.People;

/// <summary>Image files of people: an 8 × 8 pattern of colours is the person, a little noise is the day.</summary>
internal static class Portraits
{
    private const int Grid = 8;
    private const int Side = 64;

    /// <summary>A JPEG of a person; another <paramref name="shot"/> is another image of the same one.</summary>
    public static byte[] Of(int person, int shot = 0)
    {
        var face = new Random(person);
        var day = new Random((person * 1000) + shot);
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int square = 0; square < Grid * Grid; square++)
        {
            var colour = new SKColor(Channel(face, day), Channel(face, day), Channel(face, day));
            int left = square % Grid * (Side / Grid);
            int top = square / Grid * (Side / Grid);
            bitmap.Erase(colour, new SKRectI(left, top, left + (Side / Grid), top + (Side / Grid)));
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }

    /// <summary>Writes a folder as a user has it: a folder per person with the images inside.</summary>
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

    private static byte Channel(Random face, Random day) => (byte)Math.Clamp(face.Next(256) + day.Next(-30, 31), 0, 255);
}
