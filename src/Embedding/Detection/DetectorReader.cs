using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Detection;

/// <summary>Finds and reads a detector's manifest.</summary>
internal static class DetectorReader
{
    private static readonly ManifestFile File = new("detector manifest", "docs/formats/detector-manifest.md", DetectorRules.Of);

    /// <summary>Reads and checks a manifest.</summary>
    public static DetectorManifest Read(string path)
    {
        DetectorDocument document = File.Read(path, DetectorJson.Default.DetectorDocument);
        DetectorManifest manifest = new DetectorCheck(ManifestFile.PathOf(path), document).Run();
        ManifestFile.RequireDescribes(path, manifest.File);
        return manifest;
    }
}
