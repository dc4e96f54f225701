using HyperFace.Synthesis.Rendering;

namespace HyperFace.Synthesis.Occlusions;

/// <summary>Something between the camera and the face that is not worn, laid over the finished picture of the person.</summary>
internal abstract class Foreground
{
    /// <summary>What a variation holds before the face; null for nothing, or for what is worn and drawn with the head.</summary>
    public static Foreground? Of(FaceIdentity identity, FaceOcclusion occlusion, StudioLight light) => occlusion.Kind switch
    {
        OcclusionKind.Hand => new HandForeground(identity, occlusion, light),
        OcclusionKind.Strand when identity.Hair.Style != HairStyle.Bald => new StrandForeground(identity, occlusion, light),
        OcclusionKind.Thing => new ThingForeground(occlusion, light),
        _ => null,
    };

    /// <summary>The light from a place of the picture.</summary>
    /// <param name="x">In pixels of a 112 x 112 image.</param>
    /// <param name="y">In pixels of a 112 x 112 image.</param>
    /// <param name="behind">The light that comes from behind.</param>
    public abstract Colour Over(float x, float y, Colour behind);
}
