namespace HyperFace.Synthesis;

/// <summary>How far pictures of one person go apart.</summary>
public enum VariationRange
{
    /// <summary>As <see cref="FaceVariation.FromSeed(ulong)"/>: a cooperative subject before a fair camera, nothing before the face.</summary>
    Normal = 0,

    /// <summary>
    /// Pose, light, focus and noise over the whole range that can be drawn; most pictures compressed, and about a quarter of
    /// the faces covered in part (<see cref="FaceOcclusion"/>).
    /// </summary>
    Wide = 1,
}
