namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>How pictures are written.</summary>
internal enum PictureFormat
{
    /// <summary>Without loss.</summary>
    Png,

    /// <summary>With the loss that <c>--jpeg-quality</c> names.</summary>
    Jpeg,
}
