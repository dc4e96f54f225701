namespace HyperFace.Embedding.Alignment;

/// <summary>What a photo's faces are aligned to: the ArcFace template in a square of so many pixels, and where the error of the fit is least.</summary>
internal readonly record struct AlignmentTarget(int Side, AlignmentFit Fit)
{
    /// <summary>For looking at faces and measuring them, without a model.</summary>
    public static AlignmentTarget Standard => new(ArcFaceTemplate.Side, AlignmentFit.Image);

    /// <summary>What a model was trained on, as its manifest says.</summary>
    /// <exception cref="ModelException">Faces cannot be aligned to it.</exception>
    public static AlignmentTarget Of(ModelManifest manifest)
    {
        if (manifest.Alignment != ArcFaceTemplate.Name || manifest.Width != manifest.Height)
        {
            throw new ModelException(
                $"The model '{manifest.Name}' takes faces aligned to '{manifest.Alignment}' in {manifest.Width} x {manifest.Height} pixels; photos can be aligned to '{ArcFaceTemplate.Name}' in a square only. Send it images that are aligned already, without a detector.");
        }

        return new AlignmentTarget(manifest.Width, manifest.AlignmentFit);
    }
}
