namespace HyperFace.Host.Tests;

/// <summary>What a bad disk does.</summary>
internal static class Damage
{
    /// <summary>Changes one byte of a gallery's log, and takes away what was derived from it, so that the log is read.</summary>
    public static void FlipByteInTheMiddleOfTheLog(string dataFolder, string galleryId)
    {
        string gallery = Path.Combine(dataFolder, "galleries", galleryId);
        string segment = Directory.EnumerateFiles(Path.Combine(gallery, "log"), "*.seg").Single();
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 0xFF;
        File.WriteAllBytes(segment, bytes);
        foreach (string derived in Directory.EnumerateFiles(gallery, "catalog*").Concat(Directory.EnumerateFiles(Path.Combine(gallery, "index"))))
        {
            File.Delete(derived);
        }
    }
}
