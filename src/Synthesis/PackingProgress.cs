namespace HyperFace.Synthesis;

/// <summary>How the points lie before a pass, or at the end.</summary>
/// <param name="Pass">Passes done.</param>
/// <param name="Largest">The largest similarity of two points.</param>
/// <param name="MeanNearest">The mean over the points of the similarity to the nearest other.</param>
/// <param name="IsExact">
/// Whether everybody was compared with everybody just then. Otherwise the similarities are those of the listed neighbours: never
/// too high, and too low by what came near since the lists were made and by whom an index missed; in a stochastic packing, each
/// point's at its turn.
/// </param>
/// <param name="GalleryDistance">The mean cosine distance to the nearest embedding of the gallery; null without a gallery.</param>
public readonly record struct PackingProgress(int Pass, double Largest, double MeanNearest, bool IsExact, double? GalleryDistance = null);
