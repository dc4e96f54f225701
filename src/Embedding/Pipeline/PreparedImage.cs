namespace HyperFace.Embedding.Pipeline;

/// <summary>An image of a stream, read and decoded, or the reason why it is not.</summary>
internal readonly record struct PreparedImage(FaceImage Image, AlignedFace? Face, Exception? Fault);
