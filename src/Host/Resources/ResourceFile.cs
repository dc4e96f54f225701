using System.Text.Json;
using HyperFace.Host.Output;

namespace HyperFace.Host.Resources;

/// <summary>Keeps a report beside what it tells of.</summary>
internal static class ResourceFile
{
    /// <summary>Writes it as the same document that <c>--json</c> prints.</summary>
    public static void Write<T>(string path, T report) => WholeText.Write(path, JsonSerializer.Serialize(report, JsonForm.Options) + "\n");
}
