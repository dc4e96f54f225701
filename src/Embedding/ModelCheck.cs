using HyperFace.Embedding.Checking;

namespace HyperFace.Embedding;

/// <summary>Holds a model against what its manifest says, and against itself, with faces of which it is known whose they are.</summary>
public static class ModelCheck
{
    /// <summary>
    /// Opens a model and runs it: are hash, inputs and outputs as the manifest says; are the templates finite, the same
    /// each time, and the same in a batch as alone; does the norm belong to the embedding; does the model tell the people
    /// of <paramref name="subjects"/> apart; and does it do so better with the colours in the other order. Each face is
    /// run five times or so. Safe to call from any thread.
    /// </summary>
    /// <param name="path">The manifest, or the ONNX file that it lies beside.</param>
    /// <param name="subjects">Faces by the person whose they are: two people or more, of each two faces or more, all of the size of the model's input. 20 people and more tell something.</param>
    /// <param name="options">How to run the model; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the check between two faces.</param>
    /// <exception cref="ModelException">There is no manifest, or it is not a valid one.</exception>
    /// <exception cref="ExecutionProviderException">The execution provider is not there.</exception>
    /// <exception cref="ArgumentException">There are too few faces, or one has another size than the model's input.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The check was stopped.</exception>
    public static ModelCheckReport Run(string path, IReadOnlyList<IReadOnlyList<AlignedFace>> subjects, FaceEmbedderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ModelManifest manifest = ModelManifest.Load(path);
        return new ModelCheckReport(manifest, ModelTrial.Run(path, new CheckFaces(manifest, subjects), options, cancellationToken));
    }
}
