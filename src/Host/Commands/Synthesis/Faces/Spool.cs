namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>A nameless file to write before its length is known, and then to read.</summary>
internal static class Spool
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Fills one; it goes when it is disposed.</summary>
    /// <param name="write">Writes into it.</param>
    public static Stream Fill(Action<Stream> write)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            BufferBytes,
            FileOptions.DeleteOnClose);
        try
        {
            write(file);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
