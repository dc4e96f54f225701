using System.Text.Json.Serialization;

namespace HyperFace.Embedding;

/// <summary>
/// Why a face was not taken. In text form (JSON, messages) the words are those of Amazon Rekognition's IndexFaces, as far
/// as it has one, so that programs written for it find what they know.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<QualityReason>))]
public enum QualityReason
{
    /// <summary><c>NO_FACE</c>: the photo shows no face that counts.</summary>
    [JsonStringEnumMemberName("NO_FACE")]
    NoFace,

    /// <summary><c>EXCEEDS_MAX_FACES</c>: the photo shows more faces than the <see cref="FacePolicy"/> takes.</summary>
    [JsonStringEnumMemberName("EXCEEDS_MAX_FACES")]
    ExceedsMaxFaces,

    /// <summary><c>SMALL_BOUNDING_BOX</c>: the face, or the distance between its eyes, has too few pixels.</summary>
    [JsonStringEnumMemberName("SMALL_BOUNDING_BOX")]
    SmallBoundingBox,

    /// <summary><c>LOW_CONFIDENCE</c>: the detector is not sure that it is a face.</summary>
    [JsonStringEnumMemberName("LOW_CONFIDENCE")]
    LowConfidence,

    /// <summary><c>DEGENERATE_LANDMARKS</c>: the five points coincide, or lie as on no face; it cannot be aligned.</summary>
    [JsonStringEnumMemberName("DEGENERATE_LANDMARKS")]
    DegenerateLandmarks,

    /// <summary><c>EXTREME_POSE</c>: the head is turned too far.</summary>
    [JsonStringEnumMemberName("EXTREME_POSE")]
    ExtremePose,

    /// <summary><c>LOW_SHARPNESS</c>: the face is out of focus, moved, or enlarged from too few pixels.</summary>
    [JsonStringEnumMemberName("LOW_SHARPNESS")]
    LowSharpness,

    /// <summary><c>LOW_BRIGHTNESS</c>: the face is too dark.</summary>
    [JsonStringEnumMemberName("LOW_BRIGHTNESS")]
    LowBrightness,

    /// <summary><c>POOR_EXPOSURE</c>: too much of the face is black or burnt out.</summary>
    [JsonStringEnumMemberName("POOR_EXPOSURE")]
    PoorExposure,

    /// <summary><c>LOW_CONTRAST</c>: the face hardly differs from one grey.</summary>
    [JsonStringEnumMemberName("LOW_CONTRAST")]
    LowContrast,

    /// <summary><c>LOW_FACE_QUALITY</c>: the embedding's own norm is below <see cref="QualityThresholds.MinNorm"/>.</summary>
    [JsonStringEnumMemberName("LOW_FACE_QUALITY")]
    LowFaceQuality,
}
