namespace HyperFace.Host.Commands;

/// <summary>A file that the user named.</summary>
internal static class InputFile
{
    /// <summary>Reads an image file whole, unless it is longer than an image may be.</summary>
    /// <exception cref="InputException">It is not there, cannot be read, or is too long.</exception>
    public static byte[] ReadImage(string path, int maxBytes)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length <= maxBytes
                ? File.ReadAllBytes(path)
                : throw new InputException($"'{path}' is {length} bytes long; an image may have {maxBytes} (HyperFace:Embedder:Limits:MaxBytes).");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(File.Exists(path) ? $"'{path}' cannot be read: {e.Message}" : $"There is no file '{path}'.", e);
        }
    }
}
