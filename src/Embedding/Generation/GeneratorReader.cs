using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Generation;

/// <summary>Finds and reads a generator's manifest.</summary>
internal static class GeneratorReader
{
    private static readonly ManifestFile File = new("generator manifest", "docs/formats/generator-manifest.md", GeneratorRules.Of);

    /// <summary>Reads and checks a manifest.</summary>
    public static GeneratorManifest Read(string path)
    {
        GeneratorDocument document = File.Read(path, GeneratorJson.Default.GeneratorDocument);
        GeneratorManifest manifest = new GeneratorCheck(ManifestFile.PathOf(path), document).Run();
        ManifestFile.RequireDescribes(path, manifest.File);
        return manifest;
    }
}
