using HyperFace.Embedding.Manifests;

namespace HyperFace.Embedding.Networks;

/// <summary>A network of a published size that was never trained, as a model with a manifest: for benchmarks, and for tests of what must not be trusted.</summary>
internal static class NoiseNetwork
{
    /// <summary>Writes the two files, and replaces them when they are there.</summary>
    /// <param name="onnx">The ONNX file; the manifest lies beside it.</param>
    /// <param name="name"><c>ir_18</c>, <c>ir_34</c>, <c>ir_50</c> or <c>ir_101</c>: 112 × 112 pixels in, 512 values out.</param>
    /// <param name="seed">Other seeds give other weights.</param>
    public static ModelManifest Write(string onnx, string name, int seed)
    {
        var target = new ModelTarget(onnx);
        target.MakeFolder();
        var architecture = IrArchitecture.Of(name);
        (string sha256, _) = NetworkImport.Write(onnx, architecture, new NoiseWeights(architecture, seed));
        ModelManifest manifest = NetworkImport.ManifestOf(architecture, target, sha256, new CheckpointImportOptions()) with
        {
            Name = $"{name} of noise",
            Notice = "Never trained: it recognises nobody.",
            Source = FormattableString.Invariant($"noise of the seed {seed}"),
        };
        ManifestWriter.Write(target.Manifest, manifest);
        return manifest;
    }
}
