using System.Text;

namespace HyperFace.Indexer.Enrolling;

/// <summary>Reads a text file line by line in bounded memory, and takes no byte for a character that it is not.</summary>
internal static class TextLines
{
    private const int BufferCharacters = 1 << 14;

    /// <summary>UTF-8 that refuses other bytes: read leniently, "Müller" and "Möller" in Latin-1 would become one person.</summary>
    public static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The lines with their numbers from 1 on; null in place of one longer than <paramref name="maxCharacters"/>.</summary>
    /// <exception cref="ImportException">The file cannot be read, or is not UTF-8.</exception>
    public static IEnumerable<(long Number, string? Text)> Read(string path, int maxCharacters)
    {
        using StreamReader reader = Open(path);
        var buffer = new char[BufferCharacters];
        var line = new StringBuilder();
        bool tooLong = false;
        long number = 1;
        for (int read = Fill(reader, buffer, path, number); read > 0; read = Fill(reader, buffer, path, number))
        {
            for (int from = 0; from < read;)
            {
                int end = Array.IndexOf(buffer, '\n', from, read - from);
                int to = end < 0 ? read : end;
                int room = maxCharacters - line.Length;
                tooLong |= to - from > room;
                line.Append(buffer, from, Math.Min(to - from, room));
                from = to + 1;
                if (end >= 0)
                {
                    yield return (number++, tooLong ? null : TextOf(line));
                    line.Clear();
                    tooLong = false;
                }
            }
        }

        if (tooLong || line.Length > 0)
        {
            yield return (number, tooLong ? null : TextOf(line));
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, StrictUtf8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static int Fill(StreamReader reader, char[] buffer, string path, long number)
    {
        try
        {
            return reader.ReadBlock(buffer);
        }
        catch (DecoderFallbackException e)
        {
            throw new ImportException($"'{path}' is not UTF-8: it holds other bytes in or behind line {number}. Save it as UTF-8.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static string TextOf(StringBuilder line) =>
        line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
}
