namespace HyperFace.Embedding;

/// <summary>
/// What was measured of a face. Formulas, units and sources: docs/quality.md. Sharpness, brightness, contrast and clipping
/// are those of the middle of the face in the aligned crop of 112 × 112 pixels. Immutable.
/// </summary>
public sealed record FaceQuality
{
    /// <summary>Root mean square spatial frequency of the luma, in radians a pixel of the crop (Sobel gradient energy over variance): 0 for one grey, about 0.2 to 0.6 for sharp faces. Falls with every blur.</summary>
    public required float Sharpness { get; init; }

    /// <summary>Mean luma (ITU-R BT.709): 0 (black) to 1 (white).</summary>
    public required float Brightness { get; init; }

    /// <summary>Standard deviation of the luma (RMS contrast, Peli 1990): 0 to 0.5.</summary>
    public required float Contrast { get; init; }

    /// <summary>Share of channel values at either end of their range (below 3 or above 252 of 255), where nothing can be seen any more: 0 to 1.</summary>
    public required float Clipped { get; init; }

    /// <summary>Turn of the head in degrees, estimated from the five points; positive turns the face to the right of the picture.</summary>
    public required float Yaw { get; init; }

    /// <summary>Nod of the head in degrees, estimated from the five points; positive looks down.</summary>
    public required float Pitch { get; init; }

    /// <summary>Tilt of the head in degrees, clockwise; alignment takes it out.</summary>
    public required float Roll { get; init; }

    /// <summary>Size of the face's box (<see cref="FaceBox.Size"/>), in pixels of the photo.</summary>
    public required float FaceSize { get; init; }

    /// <summary>Distance between the eyes, in pixels of the photo.</summary>
    public required float EyeDistance { get; init; }

    /// <summary>The detector's score: 0 to 1.</summary>
    public required float Confidence { get; init; }
}
