namespace HyperFace.Indexer;

/// <summary>Why one face was not enrolled.</summary>
public enum RejectionReason
{
    /// <summary>The row of the source could not be read as a row.</summary>
    InvalidRow,

    /// <summary>The subject id is empty, too long (over 256 bytes of UTF-8) or holds control characters.</summary>
    InvalidSubjectId,

    /// <summary>The metadata has too many entries, an empty name, or a value that is too long.</summary>
    InvalidMetadata,

    /// <summary>The path leads outside the import root.</summary>
    PathOutsideRoot,

    /// <summary>The file is not there or cannot be read.</summary>
    FileUnreadable,

    /// <summary>The image is empty, of an unknown format, damaged, or outside the limits; the message says which.</summary>
    InvalidImage,

    /// <summary>The embedding has another length than the gallery's dimension.</summary>
    WrongDimension,

    /// <summary>The embedding holds NaN or infinity.</summary>
    NotFinite,

    /// <summary>The embedding has length zero.</summary>
    ZeroVector,

    /// <summary>The subject has as many templates as it may have.</summary>
    TooManyTemplates,

    /// <summary>The model gave no usable embedding of the image: one that is not finite, or zero.</summary>
    EmbeddingFailed,

    /// <summary>No face of the photo is taken: there is none, there are too many, or it is not good enough. <see cref="RowOutcome.FaceReasons"/> say which.</summary>
    FaceRefused,

    /// <summary>The subject has more images in the source than one template is fused of (4,096).</summary>
    TooManyImages,
}
