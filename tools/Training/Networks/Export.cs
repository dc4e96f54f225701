using HyperFace.Embedding;
using HyperFace.Embedding.Checkpoints;
using HyperFace.Embedding.Manifests;
using HyperFace.Embedding.Tests.Checkpoints;

namespace HyperFace.Training.Networks;

/// <summary>Writes a trained network as a PyTorch checkpoint and imports that, as <c>hyperface model import</c> imports anybody's.</summary>
internal static class Export
{
    private const string Notice = "Trained on synthetic faces that this project draws, and on nothing else. It cannot tell real people apart: for photographs bring a face model of your own.";

    /// <summary>Writes checkpoint, ONNX file and manifest, and replaces them when they are there.</summary>
    /// <param name="network">The network.</param>
    /// <param name="onnx">The ONNX file; the others lie beside it.</param>
    /// <param name="name">The model's name, for people.</param>
    public static ImportedModel Write(IrNetwork network, string onnx, string name)
    {
        string checkpoint = Path.ChangeExtension(onnx, ".ckpt");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(onnx))!);
        using (FileStream stream = File.Create(checkpoint))
        {
            new CheckpointWriter { Lightning = false }.Add(network.Architecture, network, TensorElement.Single, prefix: "").Write(stream);
        }

        return CheckpointImport.Run(checkpoint, onnx, new CheckpointImportOptions
        {
            Name = name,
            Notice = Notice,
            Licence = "MIT",
            ChannelOrder = ChannelOrder.Rgb,
            Prefix = "",
            Overwrite = true,
        });
    }

    /// <summary>Writes the manifest again, with what is known of the model by then.</summary>
    /// <param name="model">The model.</param>
    /// <param name="source">The command that made it.</param>
    /// <param name="threshold">Similarity from which two templates are taken for one person.</param>
    public static void Complete(ImportedModel model, string source, float threshold) =>
        ManifestWriter.Write(model.ManifestPath, model.Manifest with { Source = source, Threshold = threshold });
}
