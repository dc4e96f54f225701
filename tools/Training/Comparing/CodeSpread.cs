using HyperFace.Training.Judging;

namespace HyperFace.Training.Comparing;

/// <summary>How near codes are to each other, as cosines.</summary>
/// <param name="Largest">The two nearest of all.</param>
/// <param name="Mean">Mean over the codes of the nearest other one.</param>
internal readonly record struct CodeSpread(float Largest, float Mean)
{
    public static CodeSpread Of(IReadOnlyList<float[]> codes)
    {
        (_, float[] nearest) = GallerySearch.Mated(codes, codes, [.. Enumerable.Range(0, codes.Count)]);
        return new CodeSpread(nearest.Max(), nearest.Average());
    }
}
