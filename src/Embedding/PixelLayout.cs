namespace HyperFace.Embedding;

/// <summary>In which order a generator's picture stands in its output.</summary>
public enum PixelLayout
{
    /// <summary>Three planes, one for each colour: [1, 3, height, width].</summary>
    Planes,

    /// <summary>Pixel by pixel, three colours each: [1, height, width, 3].</summary>
    Pixels,
}
