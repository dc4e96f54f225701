using System.Globalization;
using HyperFace.Embedding;
using HyperFace.Host.Output;

namespace HyperFace.Host.Commands.Detecting;

/// <summary>What a photo shows, for people.</summary>
internal static class PhotoInWords
{
    /// <summary>Writes the faces, what was measured of them, and why those are not taken that are not.</summary>
    public static void Write(Screen screen, PhotoFaces photo, IReadOnlyList<string> crops)
    {
        screen.Line($"{photo.Width} x {photo.Height} pixels, {Count(photo.Faces.Count)}, {InWords.Count(photo.Accepted.Count)} taken.");
        foreach (QualityFlaw flaw in photo.Flaws)
        {
            screen.Line($"refused: {flaw}");
        }

        if (photo.Faces.Count > 0)
        {
            screen.Table(
                ["face", "box", "score", "sharpness", "brightness", "contrast", "clipped", "yaw pitch roll", "eyes", "taken"],
                [.. photo.Faces.Select(ToRow)]);
        }

        for (int i = 0; i < photo.Faces.Count; i++)
        {
            foreach (QualityFlaw flaw in photo.Faces[i].Flaws)
            {
                screen.Line($"face {i + 1}: {flaw}");
            }
        }

        foreach (string crop in crops)
        {
            screen.Line($"crop: {crop}");
        }
    }

    /// <summary>Where a face is.</summary>
    public static string Box(FaceBox box) => string.Create(CultureInfo.InvariantCulture, $"{box.Left:0},{box.Top:0} {box.Width:0}x{box.Height:0}");

    private static string[] ToRow(PhotoFace face, int index) =>
    [
        InWords.Count(index + 1),
        Box(face.Detection!.Box),
        Number("0.00", face.Detection.Score),
        Number("0.000", face.Quality?.Sharpness),
        Number("0.000", face.Quality?.Brightness),
        Number("0.000", face.Quality?.Contrast),
        Number("0.000", face.Quality?.Clipped),
        face.Quality is { } quality ? $"{Degrees(quality.Yaw)} {Degrees(quality.Pitch)} {Degrees(quality.Roll)}" : "-",
        Number("0", face.Detection.Landmarks.EyeDistance),
        face.IsAccepted ? "yes" : string.Join(" ", face.Flaws.Select(flaw => flaw.Word).Distinct()),
    ];

    private static string Count(int faces) => faces == 1 ? "1 face" : $"{InWords.Count(faces)} faces";

    // Adding zero makes a minus in front of 0 go.
    private static string Degrees(float angle) => Number("0", MathF.Round(angle) + 0f);

    private static string Number(string format, float? value) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
