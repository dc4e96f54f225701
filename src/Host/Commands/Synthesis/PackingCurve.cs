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

    /// <summary>The largest similarity.</summary>
    public static string Largest(PackingProgress progress) => Seen(progress.Largest, progress);

    /// <summary>The mean similarity to the nearest.</summary>
    public static string MeanNearest(PackingProgress progress) => Seen(progress.MeanNearest, progress);

    /// <summary>A similarity or distance.</summary>
    public static string Similarity(double? similarity) => Output.InWords.Similarity((float?)similarity);

    /// <summary>What listed neighbours alone show is "at least" that: somebody nearer may not be listed.</summary>
    private static string Seen(double similarity, PackingProgress progress) => progress.IsExact ? Similarity(similarity) : $">= {Similarity(similarity)}";
}
