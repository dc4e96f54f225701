using System.Text;

namespace HyperFace.Host.Output;

/// <summary>Small files of text: the old one or the new one, whatever happens, and nothing cut off.</summary>
internal static class DurableText
{
    /// <summary>Writes a file as UTF-8.</summary>
    public static void Write(string path, string text) => DurableFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
