namespace HyperFace.Embedding.Alignment;

/// <summary>
/// A turn, a scale and a shift, without reflection, from the template to the image: u = a·x + b·y + tx,
/// v = −b·x + a·y + ty. It is what the resampler needs: for a pixel of the crop, the point of the photo.
/// </summary>
internal readonly record struct SimilarityMap(double A, double B, double Tx, double Ty)
{
    /// <summary>Pixels of the image for one of the template.</summary>
    public double Scale => Math.Sqrt((A * A) + (B * B));
}
