using System.Security.Cryptography;

namespace HyperFace.Embedding.Inference;

/// <summary>Reads an ONNX file once, and hands out the very bytes that were hashed: nobody can swap the file between check and use.</summary>
internal static class ModelFile
{
    private const int BlockBytes = 1 << 20;

    public static byte[] Read(string path, string manifestPath, string expectedHash)
    {
        byte[] bytes;
        string hash;
        try
        {
            using FileStream stream = File.OpenRead(path);
            if (stream.Length > Array.MaxLength)
            {
                throw new ModelException($"'{path}' has {stream.Length} bytes; an ONNX model in one file has {Array.MaxLength} at most.");
            }

            bytes = new byte[stream.Length];
            hash = ReadAndHash(stream, bytes);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"There is no ONNX file '{path}', which the manifest '{manifestPath}' describes.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The ONNX file '{path}' cannot be read: {exception.Message}", exception);
        }

        return hash == expectedHash
            ? bytes
            : throw new ModelException(
                $"'{path}' is not the model that '{manifestPath}' describes: its SHA-256 is {hash}, the manifest says {expectedHash}. Fetch the model again, or, if it was changed on purpose, write the new hash into the manifest.");
    }

    private static string ReadAndHash(FileStream stream, byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int done = 0; done < bytes.Length;)
        {
            Span<byte> block = bytes.AsSpan(done, Math.Min(BlockBytes, bytes.Length - done));
            stream.ReadExactly(block);
            hash.AppendData(block);
            done += block.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
