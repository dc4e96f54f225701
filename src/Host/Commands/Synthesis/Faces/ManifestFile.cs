using System.Text.Json;
using HyperFace.Host.Resources;
using HyperFace.Synthesis;

namespace HyperFace.Host.Commands.Synthesis.Faces;

/// <summary><c>manifest.jsonl</c>: one line for each picture of a set.</summary>
internal static class ManifestFile
{
    private static readonly JsonSerializerOptions OneLine = new(JsonForm.Options) { WriteIndented = false };

    /// <summary>Writes the lines.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="set">The pictures.</param>
    /// <param name="range">How far the renderer varied; null for an ONNX generator.</param>
    /// <param name="cancellation">Stops between lines.</param>
    public static void Write(Stream stream, FaceSet set, VariationRange? range, CancellationToken cancellation)
    {
        for (long number = 0; number < set.Count; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            int identity = set.IdentityOf(number);
            ulong seed = set.SeedOf(number);
            var line = new ManifestLine(
                set.PathOf(number),
                FaceSet.SubjectOf(identity),
                set.ImageOf(number),
                identity,
                seed.ToString(null, null),
                range is { } varied ? VariationResource.From(FaceVariation.FromSeed(seed, varied)) : null);
            JsonSerializer.Serialize(stream, line, OneLine);
            stream.WriteByte((byte)'\n');
        }
    }
}
