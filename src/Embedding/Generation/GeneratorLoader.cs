using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Generation;

/// <summary>Opens a generator: manifest, file, execution provider, graph, and one trial run.</summary>
internal static class GeneratorLoader
{
    public static (GeneratorManifest Manifest, GeneratorSession Session) Open(string path, FaceGeneratorOptions options)
    {
        IReadOnlyList<string> providers = ExecutionProviders.Candidates(options.ExecutionProvider);
        string manifestPath = ManifestFile.PathOf(path);
        GeneratorManifest manifest = GeneratorReader.Read(path);
        int side = manifest.Crop?[2] ?? manifest.Size;
        if (options.Size > side)
        {
            throw new ModelException($"'{manifestPath}': the generator makes faces of {side} x {side} pixels; {options.Size} x {options.Size} were asked for, and enlarging shows nothing more.");
        }

        string modelPath = Path.Combine(Path.GetDirectoryName(manifestPath) ?? "", manifest.File);
        byte[] model = ModelFile.Read(modelPath, manifestPath, manifest.Sha256);
        (InferenceSession session, string provider) = ModelLoader.Start(modelPath, model, providers, threads: 1);
        try
        {
            var opened = new GeneratorSession(modelPath, manifest, session, provider, options);
            opened.TryOut(options.Size);
            return (manifest, opened);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
