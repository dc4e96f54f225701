using HyperFace.Embedding.Inference;
using HyperFace.Embedding.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Detection;

/// <summary>Opens a detector: manifest, file, execution provider, graph, and one trial run.</summary>
internal static class DetectorLoader
{
    public static (DetectorManifest Manifest, DetectorSession Session) Open(string path, FaceDetectorOptions options)
    {
        IReadOnlyList<string> providers = ExecutionProviders.Candidates(options.ExecutionProvider);
        string manifestPath = ManifestFile.PathOf(path);
        DetectorManifest manifest = DetectorReader.Read(path);
        string modelPath = Path.Combine(Path.GetDirectoryName(manifestPath) ?? "", manifest.File);
        byte[] model = ModelFile.Read(modelPath, manifestPath, manifest.Sha256);
        (InferenceSession session, string provider) = ModelLoader.Start(modelPath, model, providers, threads: 1);
        try
        {
            var opened = new DetectorSession(modelPath, manifest, session, provider, options);
            opened.TryOut();
            return (manifest, opened);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
