using System.Globalization;
using HyperFace.Host.Output;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis;

/// <summary>The course of a packing, for a file and for people.</summary>
internal static class PackingCurve
{
    private const int Rows = 11;

    /// <summary>Writes all of it.</summary>
    public static void WriteCsv(string path, IReadOnlyList<PackingProgress> curve) => WholeText.Write(path, string.Concat(curve.Select(Line).Prepend("pass,largest,meanNearest,measure,galleryDistance\n")));

    /// <summary>Some of it: the beginning, the end, and passes evenly between.</summary>
    public static IEnumerable<PackingProgress> Landmarks(IReadOnlyList<PackingProgress> curve) =>
        Enumerable.Range(0, Rows).Select(row => (int)((long)row * (curve.Count - 1) / (Rows - 1))).Distinct().Select(place => curve[place]);

    /// <summary>The largest similarity: "at least" that, where somebody nearer may not have been looked at.</summary>
    public static string Largest(PackingProgress progress) => progress.Measure switch
    {
        PackingMeasure.Exact => Similarity(progress.Largest),
        PackingMeasure.InTurn => $"~ {Similarity(progress.Largest)}",
        _ => $">= {Similarity(progress.Largest)}",
    };

    /// <summary>The mean similarity to the nearest: "about" that from a sample or in turn, "at least" from lists.</summary>
    public static string MeanNearest(PackingProgress progress) => progress.Measure switch
    {
        PackingMeasure.Exact => Similarity(progress.MeanNearest),
        PackingMeasure.Sampled or PackingMeasure.InTurn => $"~ {Similarity(progress.MeanNearest)}",
        _ => $">= {Similarity(progress.MeanNearest)}",
    };

    /// <summary>A similarity or distance.</summary>
    public static string Similarity(double? similarity) => InWords.Similarity((float?)similarity);

    private static string Line(PackingProgress progress) =>
        string.Create(CultureInfo.InvariantCulture, $"{progress.Pass},{progress.Largest:R},{progress.MeanNearest:R},{Word(progress.Measure)},{progress.GalleryDistance:R}\n");

    private static string Word(PackingMeasure measure) => measure switch
    {
        PackingMeasure.Exact => "exact",
        PackingMeasure.Sampled => "sampled",
        PackingMeasure.InTurn => "inTurn",
        _ => "listed",
    };
}
