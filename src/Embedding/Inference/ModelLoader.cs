using HyperFace.Embedding.Manifests;
using Microsoft.ML.OnnxRuntime;

namespace HyperFace.Embedding.Inference;

/// <summary>Opens a model: manifest, file, execution provider, graph, and one trial run.</summary>
internal static class ModelLoader
{
    private const string Spinning = "session.intra_op.allow_spinning";
    private const string ExternalDataFolder = "session.model_external_initializers_file_folder_path";

    public static (ModelManifest Manifest, ModelSession Session) Open(string path, FaceEmbedderOptions options)
    {
        ModelManifest manifest = ManifestReader.Read(path);
        int calls = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        return (manifest, Open(path, manifest, ExecutionProviders.Candidates(options.ExecutionProvider), calls, threads: 1, options.BatchSize));
    }

    /// <summary>Opens the model of a manifest that was read before.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="providers">Execution providers to try, in this order.</param>
    /// <param name="calls">Calls side by side.</param>
    /// <param name="threads">Threads in each call.</param>
    /// <param name="batchSize">Faces in a call, at most.</param>
    public static ModelSession Open(string path, ModelManifest manifest, IReadOnlyList<string> providers, int calls, int threads, int batchSize)
    {
        string manifestPath = ManifestReader.PathOf(path);
        string modelPath = Path.Combine(Path.GetDirectoryName(manifestPath) ?? "", manifest.File);
        byte[] model = ModelFile.Read(modelPath, manifestPath, manifest.Sha256);
        (InferenceSession session, string provider) = Start(modelPath, model, providers, threads);
        try
        {
            var opened = new ModelSession(modelPath, manifest, session, provider, calls, batchSize);
            TryOut(modelPath, manifest, opened);
            return opened;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    internal static (InferenceSession Session, string Provider) Start(string path, byte[] model, IReadOnlyList<string> providers, int threads)
    {
        foreach (string provider in providers)
        {
            using SessionOptions options = Settings(path, threads);
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
                if (exception.Message.Contains("External data", StringComparison.OrdinalIgnoreCase))
                {
                    throw new ModelException($"'{path}' keeps weights in another file, which its hash does not cover. Save it as one file (in PyTorch: torch.onnx.export with external_data=False).", exception);
                }

                if (provider == providers[^1])
                {
                    throw new ModelException($"ONNX Runtime cannot load '{path}' (execution provider '{provider}'): {exception.Message}", exception);
                }
            }
        }

        throw new InvalidOperationException("There is always a provider to try.");
    }

    private static SessionOptions Settings(string path, int threads)
    {
        var options = new SessionOptions
        {
            // One thread a call, and calls side by side, unless more were measured to be faster: docs/decisions/0004-inference-threads.md.
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry(Spinning, "0");

        // Weights in another file are not covered by the model's hash, and would be looked for in the working folder.
        // No folder can lie inside a file, so that there they are never found.
        options.AddSessionConfigEntry(ExternalDataFolder, Path.Combine(Path.GetFullPath(path), "none"));
        return options;
    }

    // What a graph promises of its shapes, and that its operators run at all, is known for sure only from a run.
    private static void TryOut(string path, ModelManifest manifest, ModelSession session)
    {
        var blank = new AlignedFace(manifest.Width, manifest.Height, new byte[3 * manifest.Width * manifest.Height]);
        try
        {
            session.RunOnce([blank], mirrored: false, (_, _, _) => { });
        }
        catch (OnnxRuntimeException exception)
        {
            throw new ModelException($"'{path}' does not run: {exception.Message}", exception);
        }
    }
}
