namespace HyperFace.Embedding.Manifests;

/// <summary>Finds and reads a model's manifest.</summary>
internal static class ManifestReader
{
    private static readonly ManifestFile File = new("model manifest", "docs/formats/model-manifest.md", ManifestRules.Of);

    /// <summary>The manifest that a path means: itself, or the one beside an ONNX file.</summary>
    public static string PathOf(string path) => ManifestFile.PathOf(path);

    /// <summary>Reads and checks a manifest.</summary>
    public static ModelManifest Read(string path)
    {
        ManifestDocument document = File.Read(path, ManifestJson.Default.ManifestDocument);
        ModelManifest manifest = new ManifestCheck(PathOf(path), document).Run();
        ManifestFile.RequireDescribes(path, manifest.File);
        return manifest;
    }
}
