namespace HyperFace.Synthesis;

/// <summary>How the points lie before a pass, or at the end.</summary>
/// <param name="Pass">Passes done.</param>
/// <param name="Largest">The largest similarity of two points.</param>
/// <param name="MeanNearest">The mean over the points of the similarity to the nearest other.</param>
/// <param name="Measure">What both rest on.</param>
/// <param name="GalleryDistance">
/// The mean cosine distance to the nearest embedding of the gallery; null without a gallery. Where <paramref name="Measure"/> says
/// listed, to the one that was nearest when the lists were made; of a stochastic pass, after it.
/// </param>
public readonly record struct PackingProgress(int Pass, double Largest, double MeanNearest, PackingMeasure Measure, double? GalleryDistance = null);
