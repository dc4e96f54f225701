namespace HyperFace.Embedding;

/// <summary>Why an image was refused.</summary>
public enum InvalidImageReason
{
    /// <summary>There are no bytes.</summary>
    Empty,

    /// <summary>The bytes are not a JPEG, PNG, WebP or BMP file.</summary>
    UnknownFormat,

    /// <summary>The file is damaged or ends too early.</summary>
    Damaged,

    /// <summary>The file has more bytes than <see cref="ImageLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>The image is wider, higher or larger in area than <see cref="ImageLimits"/> allow.</summary>
    TooLarge,

    /// <summary>The image has more frames than <see cref="ImageLimits.MaxFrames"/>.</summary>
    TooManyFrames,

    /// <summary>The image is smaller than a face can be: a side is below <see cref="FaceEmbedder.MinSide"/> pixels.</summary>
    TooSmall,

    /// <summary>Decoding the image would pass over more than <see cref="ImageLimits.MaxDecodeWork"/>.</summary>
    TooMuchWork,

    /// <summary>Decoding the image took longer than <see cref="ImageLimits.MaxDecodeTime"/>.</summary>
    TimedOut,
}
