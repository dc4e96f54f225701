using HyperFace.Embedding;

namespace HyperFace.Indexer;

/// <summary>The face models of this process, each opened once, on first use. Safe for any number of threads.</summary>
public sealed class FaceModels : IDisposable
{
    /// <summary>The model named in the options (<see cref="HyperFaceOptions.Model"/>).</summary>
    /// <exception cref="ModelException">The options name none, or it cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    public FaceEmbedder Default => throw new NotImplementedException();

    /// <summary>Opens a model, or returns it when it is open already.</summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <exception cref="ModelException">It cannot be used.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider of the options is not there.</exception>
    public FaceEmbedder Open(string path) => throw new NotImplementedException();

    /// <summary>The model that a gallery is pinned to: looked for where it lay when the gallery was made, then in the options.</summary>
    /// <exception cref="ModelMismatchException">Neither place has a model of the gallery's fingerprint.</exception>
    public FaceEmbedder For(Gallery gallery) => throw new NotImplementedException();

    /// <summary>Frees the models.</summary>
    public void Dispose() => throw new NotImplementedException();
}
