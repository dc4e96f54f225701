namespace HyperFace.Embedding;

/// <summary>A model that was made of a checkpoint.</summary>
/// <param name="Manifest">Its manifest, as it was written.</param>
/// <param name="ManifestPath">Where the manifest lies.</param>
/// <param name="OnnxPath">Where the ONNX file lies.</param>
/// <param name="OnnxBytes">Bytes of the ONNX file.</param>
/// <param name="Architecture">The network: <c>ir_18</c>, <c>ir_34</c>, <c>ir_50</c>, <c>ir_101</c>, or its sizes when it is another of the kind.</param>
/// <param name="Parameters">Numbers that training adjusted: weights, biases, slopes, gains and shifts, without running statistics.</param>
/// <param name="TensorsIgnored">Tensors of the checkpoint that are not the network's, such as the head of training.</param>
/// <param name="Reading">How long it took to read the checkpoint, take its hash and find the network.</param>
/// <param name="Writing">How long it took to read the weights, fold them, and write model and manifest to the device.</param>
public sealed record ImportedModel(
    ModelManifest Manifest,
    string ManifestPath,
    string OnnxPath,
    long OnnxBytes,
    string Architecture,
    long Parameters,
    int TensorsIgnored,
    TimeSpan Reading,
    TimeSpan Writing);
