using HyperFace.Embedding.Networks;

namespace HyperFace.Embedding;

/// <summary>
/// Turns a checkpoint of PyTorch into an ONNX model with a manifest, without Python, and without running anything that
/// the checkpoint names (docs/models.md). Networks of the IR kind with plain units are known: AdaFace's and HyperFace's.
/// </summary>
public static class CheckpointImport
{
    /// <summary>
    /// Reads a checkpoint, finds and checks its network, and writes an ONNX file and a manifest beside it. The same
    /// checkpoint gives the same ONNX file. It is written wholly or not at all, and the manifest after it. A network is
    /// never in memory whole. Safe to call from any thread.
    /// </summary>
    /// <param name="checkpoint">The checkpoint: a file of <c>torch.save</c>, PyTorch 1.6 or later, bare or of PyTorch Lightning.</param>
    /// <param name="onnx">The ONNX file to write; its extension is <c>.onnx</c>. The manifest has the same name with <c>.json</c>. The folder is made when it is not there.</param>
    /// <param name="options">What the checkpoint does not say; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the import; nothing is left behind then.</param>
    /// <exception cref="InvalidCheckpointException">The checkpoint is refused; its reason says why, its message where.</exception>
    /// <exception cref="ModelException">A file is there already that may not be overwritten.</exception>
    /// <exception cref="ArgumentException">A path is blank, or <paramref name="onnx"/> has another extension.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The model cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The model may not be written there.</exception>
    /// <exception cref="OperationCanceledException">The import was stopped.</exception>
    public static ImportedModel Run(string checkpoint, string onnx, CheckpointImportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpoint);
        ArgumentException.ThrowIfNullOrWhiteSpace(onnx);
        options ??= new CheckpointImportOptions();
        options.Validate();
        var target = new ModelTarget(onnx);
        target.RequireFree(options.Overwrite);
        return NetworkImport.Run(checkpoint, target, options, cancellationToken);
    }
}
