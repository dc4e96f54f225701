namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary>A nameless file to write before its length is known, and then to read.</summary>
internal static class Spool
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Fills one; it goes when it is disposed, or when the process ends in whatever way.</summary>
    /// <param name="folder">Where it takes up room; null for the system's folder of temporary files.</param>
    /// <param name="write">Writes into it.</param>
    /// <exception cref="IOException">There is no room; the message names the folder.</exception>
    public static Stream Fill(string? folder, Action<Stream> write)
    {
        string path = Path.Combine(folder ?? Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                // Only the open file is left of it, and a killed process leaves nothing. Windows sees to that by itself.
                File.Delete(path);
            }

            write(file);
            file.Position = 0;
            return file;
        }
        catch (IOException e) when (folder is null)
        {
            file.Dispose();
            throw new IOException($"{e.Message.TrimEnd('.')}, in '{Path.GetDirectoryName(path)}', where codes and manifest are prepared", e);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
