namespace HyperFace.Host.Output;

/// <summary>Small files of text: a full disk leaves the old one, and nothing cut off.</summary>
/// <remarks>
/// Not the libraries' DurableFile: its source compiled in here too would give the server's description two comments of one name,
/// at which its generator fails. These files can be made again, and need no flush.
/// </remarks>
internal static class WholeText
{
    /// <summary>Writes a file as UTF-8, beside its place, and renames it.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Write(string path, string text)
    {
        string beside = path + ".tmp";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
