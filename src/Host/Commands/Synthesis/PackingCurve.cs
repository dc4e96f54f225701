using System.Globalization;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>The course of a packing, for a file and for people.</summary>
internal static class PackingCurve
{
    private const int Rows = 11;

    /// <summary>Writes all of it.</summary>
    public static void WriteCsv(string path, IReadOnlyList<PackingProgress> curve) => File.WriteAllLines(path,
    [
        "pass,largest,meanNearest,exact,galleryDistance",
        .. curve.Select(progress => string.Create(CultureInfo.InvariantCulture, $"{progress.Pass},{progress.Largest:R},{progress.MeanNearest:R},{(progress.IsExact ? "true" : "false")},{progress.GalleryDistance:R}")),
    ]);

    /// <summary>Some of it: the beginning, the end, and passes evenly between.</summary>
    public static IEnumerable<PackingProgress> Landmarks(IReadOnlyList<PackingProgress> curve) =>
        Enumerable.Range(0, Rows).Select(row => (int)((long)row * (curve.Count - 1) / (Rows - 1))).Distinct().Select(place => curve[place]);

    /// <summary>The largest similarity; of listed neighbours alone it is "at least" that.</summary>
    public static string Largest(PackingProgress progress) => progress.IsExact ? Similarity(progress.Largest) : $">= {Similarity(progress.Largest)}";

    /// <summary>A similarity or distance.</summary>
    public static string Similarity(double? similarity) => Output.InWords.Similarity((float?)similarity);
}
