using System.Text.Json;
using HyperFace.Host.Resources;

namespace HyperFace.Host.Demo.Reporting;

/// <summary>Keeps the report beside what it tells of.</summary>
internal static class ReportFile
{
    /// <summary>Writes it as the same document that <c>--json</c> prints.</summary>
    public static void Write(string path, DemoReport report) => File.WriteAllText(path, JsonSerializer.Serialize(report, JsonForm.Options) + "\n");
}
