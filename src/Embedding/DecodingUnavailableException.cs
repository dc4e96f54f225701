namespace HyperFace.Embedding;

/// <summary>
/// No image is decoded for now: as many decodings as may be lost have passed their time limit and still run, or hold the
/// memory that this one needs. It is no fault of the image; the same call can work once they have ended.
/// </summary>
public sealed class DecodingUnavailableException : Exception
{
    internal DecodingUnavailableException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
