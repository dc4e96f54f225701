namespace HyperFace.Bench.ImageLibraries;

/// <summary>A way from a file's bytes to 112 x 112 RGB.</summary>
internal interface IDecodingLibrary
{
    /// <summary>Decodes, cuts the middle, shrinks. Throws where the library refuses.</summary>
    byte[] Decode(byte[] image);
}
