using HyperFace.Embedding;

namespace HyperFace.Host.Resources;

/// <summary>What was measured of a face; formulas and units stand in docs/quality.md.</summary>
internal sealed record QualityResource
{
    /// <summary>Root mean square spatial frequency of the face, in radians a pixel of the aligned crop; about 0.2 to 0.6 when sharp.</summary>
    public required float Sharpness { get; init; }

    /// <summary>Mean luma, 0 (black) to 1 (white).</summary>
    public required float Brightness { get; init; }

    /// <summary>Standard deviation of the luma, 0 to 0.5.</summary>
    public required float Contrast { get; init; }

    /// <summary>Share of channel values at either end of their range, 0 to 1.</summary>
    public required float Clipped { get; init; }

    /// <summary>Turn of the head in degrees, estimated; positive to the right of the picture.</summary>
    public required float Yaw { get; init; }

    /// <summary>Nod of the head in degrees, estimated; positive looks down.</summary>
    public required float Pitch { get; init; }

    /// <summary>Tilt of the head in degrees, clockwise.</summary>
    public required float Roll { get; init; }

    /// <summary>Shorter side of the face's box, in pixels.</summary>
    public required float FaceSize { get; init; }

    /// <summary>Distance between the eyes, in pixels.</summary>
    public required float EyeDistance { get; init; }

    /// <summary>The detector's score, 0 to 1.</summary>
    public required float Confidence { get; init; }

    /// <summary>The resource for what was measured.</summary>
    public static QualityResource From(FaceQuality quality) => new()
    {
        Sharpness = quality.Sharpness,
        Brightness = quality.Brightness,
        Contrast = quality.Contrast,
        Clipped = quality.Clipped,
        Yaw = quality.Yaw,
        Pitch = quality.Pitch,
        Roll = quality.Roll,
        FaceSize = quality.FaceSize,
        EyeDistance = quality.EyeDistance,
        Confidence = quality.Confidence,
    };
}
