namespace HyperFace.Embedding;

/// <summary>What a detector's outputs mean (docs/formats/detector-manifest.md).</summary>
public enum DetectorLayout
{
    /// <summary>SCRFD with key points (Guo et al. 2022): of each stride a score, four distances to the box's edges and five offsets, for each anchor of each cell.</summary>
    Scrfd,

    /// <summary>YuNet (Wu et al. 2023) as exported for OpenCV in 2023: of each stride two scores, an offset and a size in logarithms, and five offsets, for each cell.</summary>
    YuNet,
}
