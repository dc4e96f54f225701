namespace HyperFace.Host.Http.Requests;

/// <summary>An image that came with a request.</summary>
/// <param name="Name">The name of the form's field; null when it came in JSON.</param>
/// <param name="Source">The file's name as the caller gave it, for people; never used as a path.</param>
/// <param name="Bytes">The file.</param>
internal sealed record ImagePart(string? Name, string? Source, byte[] Bytes)
{
    private const int MaxSourceCharacters = 200;

    /// <summary>Reads a file of a form.</summary>
    public static async Task<ImagePart> ReadAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        Stream stream = file.OpenReadStream();
        await using (stream.ConfigureAwait(false))
        {
            await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        }

        return new ImagePart(file.Name, Label(file.FileName), bytes);
    }

    /// <summary>A name for people out of what a caller sent: its last part, without what could steer a terminal, and short.</summary>
    public static string? Label(string? fileName)
    {
        string name = new([.. (fileName ?? "").Split('/', '\\')[^1].Where(c => !char.IsControl(c)).Take(MaxSourceCharacters)]);
        return name.Length == 0 ? null : name;
    }
}
