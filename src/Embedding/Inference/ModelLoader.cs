using HyperFace.Embedding.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>Opens a model: manifest, file, execution provider, graph, and one trial run.</summary>
internal static class ModelLoader
{
    private const string Spinning = "session.intra_op.allow_spinning";

    public static (ModelManifest Manifest, ModelSession Session) Open(string path, FaceEmbedderOptions options)
    {
        IReadOnlyList<string> providers = ExecutionProviders.Candidates(options.ExecutionProvider);
        string manifestPath = ManifestReader.PathOf(path);
        ModelManifest manifest = ManifestReader.Read(path);
        string modelPath = Path.Combine(Path.GetDirectoryName(manifestPath) ?? "", manifest.File);
        byte[] model = ModelFile.Read(modelPath, manifestPath, manifest.Sha256);
        (InferenceSession session, string provider) = Start(modelPath, model, providers);
        try
        {
            var opened = new ModelSession(modelPath, manifest, session, provider, options);
            TryOut(modelPath, manifest, opened);
            return (manifest, opened);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static (InferenceSession Session, string Provider) Start(string path, byte[] model, IReadOnlyList<string> providers)
    {
        foreach (string provider in providers)
        {
            using SessionOptions options = Settings();
            try
            {
                ExecutionProviders.Append(options, provider);
            }
            catch (Exception exception) when (exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
            {
                if (provider == providers[^1])
                {
                    throw ExecutionProviders.NotOnThisMachine(provider, exception);
                }

                continue;
            }

            try
            {
                return (new InferenceSession(model, options), provider);
            }
            catch (OnnxRuntimeException exception)
            {
                if (provider == providers[^1])
                {
                    throw new ModelException($"ONNX Runtime cannot load '{path}' (execution provider '{provider}'): {exception.Message}", exception);
                }
            }
        }

        throw new InvalidOperationException("There is always a provider to try.");
    }

    private static SessionOptions Settings()
    {
        var options = new SessionOptions
        {
            // One thread a call, and calls side by side: docs/decisions/0004-inference-threads.md.
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry(Spinning, "0");
        return options;
    }

    // What a graph promises of its shapes, and that its operators run at all, is known for sure only from a run.
    private static void TryOut(string path, ModelManifest manifest, ModelSession session)
    {
        var blank = new AlignedFace(manifest.Width, manifest.Height, new byte[3 * manifest.Width * manifest.Height]);
        try
        {
            session.Run([blank], (_, _, _) => { });
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"'{path}' does not run: {exception.Message}", exception);
        }
    }
}
